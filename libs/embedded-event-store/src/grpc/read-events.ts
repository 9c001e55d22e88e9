import { pastTheEnd, type EventLog } from '../engine/event-log.js';
import type { ReadEntry } from '../engine/log-entry.js';
import type { Outbox } from './outbox.js';
import { streams, type ReadMessage } from './protocol.js';
import type { Boundary, ReadRequest } from './read-requests.js';
import { readEvent } from './recorded-events.js';
import { identifierOf } from './stream-names.js';

type CountedRead = ReadRequest & { readonly count: number };

export async function sendEvents(
  log: EventLog,
  request: CountedRead,
  outbox: Outbox<ReadMessage>,
  signal: AbortSignal,
): Promise<void> {
  let sent = 0;
  for await (const entry of entries(log, request)) {
    outbox.write(readEvent(entry, request.uuids));
    sent += 1;
    if (sent === request.count || signal.aborted) return;
    await outbox.ready();
  }
  const { streamName } = request;
  if (sent === 0 && streamName !== null && !(await log.streamExists(streamName))) {
    const notFound = new streams.ReadResp.StreamNotFound().setStreamIdentifier(identifierOf(streamName));
    outbox.write(new streams.ReadResp().setStreamNotFound(notFound));
  }
}

async function* entries(log: EventLog, request: CountedRead): AsyncGenerator<ReadEntry, void> {
  const { streamName, from, direction, count, filter, resolvesLinks } = request;
  const range = { direction, from: numberOf(from), limit: filter ? Infinity : count, resolvesLinks };
  const all = streamName === null ? log.readAll(range) : log.readStream(streamName, range);
  for await (const entry of all) if (!filter || filter.matches(entry)) yield entry;
}

function numberOf(from: Boundary): bigint {
  if (from === 'start') return 0n;
  return from === 'end' ? pastTheEnd : from;
}
