// One run of a projection behind the log, from its checkpoint on. It holds two pages of the log at a time, one that is
// being written and the next: it cannot fall over however far it is behind.

import { setTimeout as sleep } from 'node:timers/promises';
import { all } from './all.js';
import type { BookKeeping } from './book-keeping.js';
import { EmittedStreams } from './emitted-streams.js';
import { ProjectionFault } from './errors.js';
import { ProjectedPages, type ProjectedPage, type Projecting } from './projected-pages.js';

/** So many events of the log may have to be read again after a crash. */
const checkpointEvery = 4_000;
const retryMs = 500;

export interface RunOptions extends Projecting {
  readonly books: BookKeeping;
}

export class ProjectionRun {
  /** Of the last event that was dealt with. */
  position: bigint;
  processed = 0;
  /** Why it does not go on by itself. */
  fault: string | null = null;
  private readonly stopping = new AbortController();
  private readonly pages: ProjectedPages;
  private readonly streams: EmittedStreams;
  private ended: Promise<void> = Promise.resolve();

  private constructor(
    private readonly options: RunOptions,
    public checkpoint: bigint,
  ) {
    this.position = checkpoint;
    this.pages = new ProjectedPages(options);
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
        await this.follow();
      } catch (error) {
        this.options.log.report('A projection was interrupted.', error);
        if (error instanceof ProjectionFault) this.fault = error.message;
        else await sleep(retryMs, undefined, { signal }).catch(() => undefined); // stopped meanwhile
      }
    }
  }

  /** While one page is written, the next is made ready. */
  private async follow(): Promise<void> {
    const { signal } = this.stopping;
    let read = this.position;
    let writing = Promise.resolve();
    try {
      while (!signal.aborted) {
        const page = await this.pages.after(read);
        await writing;
        if (!page) {
          await this.pages.beyond(read, signal);
          continue;
        }
        read = page.end;
        writing = this.write(page);
        writing.catch(() => undefined); // whoever waits for it is told
      }
    } finally {
      await writing;
    }
  }

  private async write({ end, eventCount, emitted }: ProjectedPage): Promise<void> {
    const isDue = this.position - this.checkpoint >= checkpointEvery;
    await all([this.streams.emit(emitted), ...(isDue ? [this.saveCheckpoint()] : [])]);
    this.processed += eventCount;
    this.position = end;
  }

  private async saveCheckpoint(): Promise<void> {
    const { position } = this;
    await this.options.books.saveCheckpoint(this.options.author, position);
    this.checkpoint = position;
  }
}
