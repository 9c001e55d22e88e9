import { jsonEvent, type AppendExpectedRevision } from '@eventstore/db-client';
import { EventStoreUnavailable } from '../event-store-errors.js';
import type { AppendResult, EventToAppend, ExpectedRevision } from '../event-store.js';
import type { Connection } from './connection.js';
import { appendError } from './errors.js';

const deadlineMs = 10_000;
/** The client's own deadline should come first; ours holds even if the client never answers. */
const graceMs = 1_000;

export async function append(
  { client, appendCredentials }: Connection,
  streamName: string,
  events: readonly EventToAppend[],
  expected: ExpectedRevision,
): Promise<AppendResult> {
  const appending = client.appendToStream(
    streamName,
    events.map((event) => jsonEvent({ ...event })),
    {
      expectedRevision: clientExpectation(expected),
      deadline: deadlineMs,
      ...(appendCredentials && { credentials: appendCredentials }),
    },
  );
  try {
    const { nextExpectedRevision, position } = await withinMs(appending, deadlineMs + graceMs);
    if (!position)
      throw new EventStoreUnavailable(`The append to ${streamName} was answered without a position.`);
    return { revision: nextExpectedRevision, position: position.commit };
  } catch (error) {
    throw appendError(error, streamName, expected);
  }
}

function clientExpectation(expected: ExpectedRevision): AppendExpectedRevision {
  if (expected === 'no-stream') return 'no_stream';
  return expected === 'stream-exists' ? 'stream_exists' : expected;
}

async function withinMs<Result>(work: Promise<Result>, ms: number): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new EventStoreUnavailable(`No answer within ${ms} ms.`)), ms);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
