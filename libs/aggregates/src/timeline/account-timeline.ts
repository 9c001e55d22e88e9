import type { EventStore } from '#libs/event-store';
import { streamName } from '#libs/ledger';
import { setImmediate } from 'node:timers/promises';
import { at, followedBy, placeOf, type EventPlace, type PastAccount } from './past-account.js';
import { RestingPlaces } from './resting-places.js';

/** So many events are applied before others get their turn. */
const EVENTS_AT_ONCE = 250;

/**
 * An account at any moment of its life: its own events, applied by the ledger itself, and nothing in between.
 * What has happened does not change, so what was once passed is a place to go on from.
 */
export class AccountTimeline {
  private readonly stream: string;

  constructor(
    private readonly eventStore: EventStore,
    accountId: string,
    private readonly places = new RestingPlaces(),
  ) {
    this.stream = streamName('account', accountId);
  }

  /** With everything that happened until then, that moment included. */
  async at(moment: Date): Promise<PastAccount> {
    for await (const past of this.atEach([moment])) return past;
    throw new Error('There is one state for each moment.');
  }

  /** One state for each of the moments, which are in order: the events are read once for all of them. */
  async *atEach(moments: readonly Date[]): AsyncGenerator<PastAccount> {
    const [first] = moments;
    if (!first) return;
    let state = this.places.lastThat(({ time }) => time <= first.getTime());
    const waiting = [...moments];
    for await (const next of this.after(state)) {
      for (const moment of passed(waiting, next)) yield at(moment, state);
      if (waiting.length === 0) return;
      state = next;
    }
    for (const moment of waiting) yield at(moment, state);
  }

  /** As the event left it; the last there is, where the stream ends before. */
  async afterEvent(revision: bigint): Promise<PastAccount> {
    const reaches = ({ event }: PastAccount) => event !== null && event.revision >= revision;
    const start = this.places.lastThat(({ event }) => event !== null && event.revision <= revision);
    if (reaches(start)) return start;
    let state = start;
    for await (const next of this.after(start)) {
      state = next;
      if (reaches(next)) break;
    }
    return state;
  }

  /** The first event and the last; null when there is none. */
  async ends(): Promise<{ readonly first: EventPlace; readonly last: EventPlace } | null> {
    const [first, last] = await Promise.all([this.end('forwards'), this.end('backwards')]);
    return first && last && { first, last };
  }

  private async end(direction: 'forwards' | 'backwards'): Promise<EventPlace | null> {
    const events = this.eventStore.readStream(this.stream, { direction, limit: 1 });
    for await (const event of events) return placeOf(event);
    return null;
  }

  private async *after(start: PastAccount): AsyncGenerator<PastAccount> {
    const from = start.event ? start.event.revision + 1n : 'start';
    let state = start;
    let applied = 0;
    for await (const event of this.eventStore.readStream(this.stream, { from })) {
      state = followedBy(state, event);
      this.places.pass(state);
      applied += 1;
      if (applied % EVENTS_AT_ONCE === 0) await setImmediate();
      yield state;
    }
  }
}

/** Takes the moments that come before an event. */
function passed(waiting: Date[], { time }: PastAccount): readonly Date[] {
  const until = waiting.findIndex((moment) => moment.getTime() >= time);
  return waiting.splice(0, until < 0 ? waiting.length : until);
}
