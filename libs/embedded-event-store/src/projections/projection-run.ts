// One run of a projection behind the log, from its checkpoint on. It holds one page of the log at a time, and takes
// the next when the emissions of the last are written: it cannot fall over however far it is behind.

import { setTimeout as sleep } from 'node:timers/promises';
import type { FollowedLog } from '../engine/follow.js';
import { linkType } from '../engine/links.js';
import type { LogEntry } from '../engine/log-entry.js';
import type { BookKeeping } from './book-keeping.js';
import { EmittedStreams, type CausedEmission } from './emitted-streams.js';
import { ProjectionFault } from './errors.js';
import type { Emit } from './native/native-projection.js';
import { isProjected } from './native/projected-event.js';
import type { ProjectedLog } from './projected-log.js';
import type { Author } from './stamp.js';

/** So many events of the log may have to be read again after a crash. */
const checkpointEvery = 4_000;
const retryMs = 500;

export interface RunOptions {
  readonly log: ProjectedLog;
  readonly books: BookKeeping;
  readonly author: Author;
  readonly emit: Emit;
  readonly followsLinks: boolean;
}

export class ProjectionRun {
  /** Of the last event that was dealt with. */
  position: bigint;
  processed = 0;
  /** Why it does not go on by itself. */
  fault: string | null = null;
  private readonly stopping = new AbortController();
  private readonly pages: FollowedLog;
  private readonly streams: EmittedStreams;
  private ended: Promise<void> = Promise.resolve();

  private constructor(
    private readonly options: RunOptions,
    public checkpoint: bigint,
  ) {
    this.position = checkpoint;
    this.pages = options.log.followedPages();
    this.streams = new EmittedStreams(options.log, options.author);
  }

  static async start(options: RunOptions): Promise<ProjectionRun> {
    const run = new ProjectionRun(options, await options.books.checkpoint(options.author));
    run.ended = run.goOn();
    return run;
  }

  /** @param savesCheckpoint so that the next run begins where this one ends. */
  async stop({ savesCheckpoint }: { readonly savesCheckpoint: boolean }): Promise<void> {
    this.stopping.abort();
    await this.ended;
    if (!savesCheckpoint || this.position === this.checkpoint || !this.options.log.canWrite) return;
    await this.saveCheckpoint().catch((error: unknown) =>
      this.options.log.report('The checkpoint of a projection was not written.', error),
    );
  }

  private async goOn(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted && this.fault === null) {
      try {
        await this.takePage();
      } catch (error) {
        this.options.log.report('A projection was interrupted.', error);
        if (error instanceof ProjectionFault) this.fault = error.message;
        else await sleep(retryMs, undefined, { signal }).catch(() => undefined); // stopped meanwhile
      }
    }
  }

  private async takePage(): Promise<void> {
    const page = await this.pages.after(this.position);
    const last = page.at(-1);
    if (!last) return await this.pages.beyond(this.position, this.stopping.signal);
    await this.streams.emit(await this.emissions(page.filter(isProjected)));
    this.position = last.position;
    if (this.position - this.checkpoint >= checkpointEvery) await this.saveCheckpoint();
  }

  private async emissions(events: readonly LogEntry[]): Promise<CausedEmission[]> {
    const { log, emit, followsLinks } = this.options;
    this.processed += events.length;
    const hasLinks = followsLinks && events.some(({ type }) => type === linkType);
    const entries = hasLinks ? await log.resolved(events) : events;
    return entries.flatMap((entry) => {
      const emission = emit(entry);
      return emission ? [{ ...emission, causedBy: entry.id, position: entry.position }] : [];
    });
  }

  private async saveCheckpoint(): Promise<void> {
    const { position } = this;
    await this.options.books.saveCheckpoint(this.options.author, position);
    this.checkpoint = position;
  }
}
