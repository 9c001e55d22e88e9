// Pages of which nothing passes a filter are not looked at event by event. Whatever the pages, what a follower is told
// is what it would be told one event after the other.

import fc from 'fast-check';
import { eventFilter } from './event-filter.js';
import { follow, type FollowedLog, type FollowFilter, type LogMessage } from './follow.js';
import { isHiddenFromAll } from './hidden-streams.js';
import type { LogEntry } from './log-entry.js';

const kind = fc.record({
  streamName: fc.constantFrom('order-1', 'user-1', '$persistentsubscription-$all::group-checkpoint'),
  type: fc.constantFrom('Ordered', 'Paid', 'Left'),
});
const pages = fc.array(fc.array(kind, { minLength: 1, maxLength: 12 }), { maxLength: 8 });
const filter = fc.record({
  on: fc.constantFrom('stream-name' as const, 'event-type' as const),
  pattern: fc.constantFrom('', '^(Paid|user)'),
  prefixes: fc.constantFrom(['Ordered', 'order'], ['Never']),
  checkpointEvery: fc.integer({ min: 1, max: 9 }),
});

it('tells of every page what it would tell of every event', async () => {
  await fc.assert(
    fc.asyncProperty(pages, filter, async (kinds, terms) => {
      const log = numbered(kinds);
      expect(await told(log, eventFilter(terms))).toEqual(expected(log.flat(), eventFilter(terms)));
    }),
    { numRuns: 500 },
  );
});

type Kind = Pick<LogEntry, 'streamName' | 'type'>;

function numbered(kinds: readonly (readonly Kind[])[]): LogEntry[][] {
  let position = 0n;
  const [data, id, revision, createdAt] = [Buffer.alloc(0), '', 0n, new Date(0)];
  return kinds.map((page) =>
    page.map((each) => {
      position += 1n;
      return { ...each, position, revision, id, createdAt, isJson: true, data, metadata: data };
    }),
  );
}

async function told(pagesOfLog: readonly LogEntry[][], followFilter: FollowFilter): Promise<LogMessage[]> {
  const leave = new AbortController();
  const messages: LogMessage[] = [];
  const log = {
    after: (position: bigint) =>
      Promise.resolve(pagesOfLog.find(([first]) => first?.position === position + 1n) ?? []),
    beyond: () => Promise.resolve(leave.abort()),
  } as unknown as FollowedLog; // nothing else is asked of it
  for await (const message of follow(log, { after: 0n, filter: followFilter, signal: leave.signal })) {
    messages.push(message);
  }
  return messages;
}

function expected(events: readonly LogEntry[], { matches, checkpointEvery }: FollowFilter): LogMessage[] {
  const messages: LogMessage[] = [];
  let unmarked = 0;
  for (const entry of events.filter(({ streamName }) => !isHiddenFromAll(streamName))) {
    if (matches(entry)) messages.push({ kind: 'event', entry });
    unmarked = (unmarked + 1) % checkpointEvery;
    if (unmarked === 0) messages.push({ kind: 'checkpoint', position: entry.position });
  }
  const last = events.at(-1);
  if (unmarked > 0 && last) messages.push({ kind: 'checkpoint', position: last.position });
  return [...messages, { kind: 'caught-up' }];
}
