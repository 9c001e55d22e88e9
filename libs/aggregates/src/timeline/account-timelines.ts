import type { EventStore } from '#libs/event-store';
import { LRUCache } from 'lru-cache';
import { AccountTimeline } from './account-timeline.js';

/** Of so many accounts it is remembered what was passed. */
const TIMELINES_MAX = 16;

/** The timelines that were looked at last. */
export class AccountTimelines {
  private readonly timelines = new LRUCache<string, AccountTimeline>({ max: TIMELINES_MAX });

  constructor(private readonly eventStore: EventStore) {}

  of(accountId: string): AccountTimeline {
    const known = this.timelines.get(accountId);
    if (known) return known;
    const timeline = new AccountTimeline(this.eventStore, accountId);
    this.timelines.set(accountId, timeline);
    return timeline;
  }
}
