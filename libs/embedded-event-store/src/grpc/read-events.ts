import type { AccessibleLog } from '../access/log-of-caller.js';
import { pastTheEnd } from '../engine/event-log.js';
import type { FollowFilter } from '../engine/follow.js';
import type { ReadEntry } from '../engine/log-entry.js';
import type { Page } from '../engine/log-pages.js';
import { Turn } from '../engine/turn.js';
import type { Outbox } from './outbox.js';
import { streams, type ReadMessage } from './protocol.js';
import type { Boundary, ReadRequest } from './read-requests.js';
import { readEvent } from './recorded-events.js';
import { identifierOf } from './stream-names.js';

type CountedRead = ReadRequest & { readonly count: number };

export async function sendEvents(
  log: AccessibleLog,
  request: CountedRead,
  outbox: Outbox<ReadMessage>,
  signal: AbortSignal,
): Promise<void> {
  const { count, filter, streamName } = request;
  let left = count;
  for await (const page of pages(log, request)) {
    const wanted = (filter ? await matching(page, filter, signal) : page).slice(0, left);
    await sendPage(wanted, request, outbox);
    left -= wanted.length;
    if (left === 0 || signal.aborted) return;
  }
  if (left === count && streamName !== null && !(await log.streamExists(streamName))) {
    const notFound = new streams.ReadResp.StreamNotFound().setStreamIdentifier(identifierOf(streamName));
    outbox.write(new streams.ReadResp().setStreamNotFound(notFound));
  }
}

async function matching(page: Page, filter: FollowFilter, signal: AbortSignal): Promise<Page> {
  const found: ReadEntry[] = [];
  const turn = new Turn();
  for (const entry of page) {
    if (turn.use(() => filter.matches(entry))) found.push(entry);
    if (turn.isOver) await turn.next();
    if (signal.aborted) break;
  }
  return found;
}

async function sendPage(page: Page, { uuids }: CountedRead, outbox: Outbox<ReadMessage>): Promise<void> {
  for (const entry of page) {
    outbox.write(readEvent(entry, uuids));
    if (outbox.isFull) await outbox.ready();
  }
}

function pages(log: AccessibleLog, request: CountedRead): AsyncIterable<Page> {
  const { streamName, from, direction, count, filter, resolvesLinks } = request;
  const range = { direction, from: numberOf(from), limit: filter ? Infinity : count, resolvesLinks };
  return streamName === null ? log.allPages(range) : log.streamPages(streamName, range);
}

function numberOf(from: Boundary): bigint {
  if (from === 'start') return 0n;
  return from === 'end' ? pastTheEnd : from;
}
