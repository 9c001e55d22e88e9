import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FollowedLog } from '../engine/follow.js';
import { linkType } from '../engine/links.js';
import type { LogEntry, ReadEntry } from '../engine/log-entry.js';
import { emittedEvent, type EmittedEvent } from './emitted-events.js';
import type { Emit } from './native/native-projection.js';
import { isProjected } from './native/projected-event.js';
import type { ProjectedLog } from './projected-log.js';
import type { Author } from './stamp.js';

/** What links lead to may be large, and nobody else is served meanwhile: so many are looked at in one turn. */
const atOnce = 256;

/** What is to be written because of one page of the log. */
export interface ProjectedPage {
  /** Position of its last event. */
  readonly end: bigint;
  readonly eventCount: number;
  readonly emitted: readonly EmittedEvent[];
}

export interface Projecting {
  readonly log: ProjectedLog;
  readonly author: Author;
  readonly emit: Emit;
  readonly followsLinks: boolean;
}

/** The log as one projection sees it. */
export class ProjectedPages {
  private readonly pages: FollowedLog;

  constructor(private readonly projecting: Projecting) {
    this.pages = projecting.log.followedPages();
  }

  /** What comes after a position; null: nothing yet. */
  async after(position: bigint): Promise<ProjectedPage | null> {
    const page = await this.pages.after(position);
    const last = page.at(-1);
    if (!last) return null;
    await afterOthers();
    const events = page.filter(isProjected);
    return { end: last.position, eventCount: events.length, emitted: await this.emitted(events) };
  }

  async beyond(position: bigint, signal: AbortSignal): Promise<void> {
    await this.pages.beyond(position, signal);
  }

  private async emitted(events: readonly LogEntry[]): Promise<EmittedEvent[]> {
    const { author, emit } = this.projecting;
    const emitted: EmittedEvent[] = [];
    for (let from = 0; from < events.length; from += atOnce) {
      if (from > 0) await nextTurn();
      for (const entry of await this.followed(events.slice(from, from + atOnce))) {
        const emission = emit(entry);
        if (emission) emitted.push(emittedEvent(author, entry, emission));
      }
    }
    return emitted;
  }

  private async followed(events: readonly LogEntry[]): Promise<readonly ReadEntry[]> {
    const { log, followsLinks } = this.projecting;
    return followsLinks && events.some(({ type }) => type === linkType) ? await log.resolved(events) : events;
  }
}

/** Whoever was answered by the last commit has asked for the next one: that is under way while links are made. */
async function afterOthers(): Promise<void> {
  await nextTurn();
  await nextTurn();
}
