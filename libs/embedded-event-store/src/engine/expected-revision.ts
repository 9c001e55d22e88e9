// Whether an append is accepted, refused, or a repetition of one that is there already. The rules are those of
// EventStoreDB (docs/embedded-event-store.md); pure, so that they can be compared with a model on random histories.

import type { ExpectedRevision } from '#libs/event-store';

export interface Identified {
  readonly id: string;
}

/** What is known of one stream: everything that this decision can ask for must be in it. */
export interface StreamHistory {
  /** Of the last event; -1n when there is none. */
  readonly revision: bigint;
  at(revision: bigint): { readonly id: string; readonly position: bigint } | undefined;
  /** Where an event of this stream with this id is. */
  find(id: string): RecordedAt | undefined;
  /** `$$stream` has events: the stream has metadata, and so exists. */
  readonly hasMetadata: boolean;
  readonly isTombstoned: boolean;
  readonly isSoftDeleted: boolean;
}

export interface RecordedAt {
  readonly revision: bigint;
  readonly position: bigint;
}

export type AppendDecision =
  | { readonly kind: 'accept' }
  /** Of events that are there, in the order of the append. */
  | { readonly kind: 'repeat'; readonly events: readonly RecordedAt[] }
  | { readonly kind: 'deleted' }
  | { readonly kind: 'refuse' };

const accept: AppendDecision = { kind: 'accept' };
const refuse: AppendDecision = { kind: 'refuse' };
const deleted: AppendDecision = { kind: 'deleted' };

/** The revision that a caller expects, when it expects one. */
export function exactRevision(expected: ExpectedRevision): bigint | null {
  if (expected === 'no-stream') return -1n;
  return typeof expected === 'bigint' ? expected : null;
}

export function decideAppend(
  expected: ExpectedRevision,
  events: readonly Identified[],
  history: StreamHistory,
): AppendDecision {
  if (history.isTombstoned) return deleted;
  const exact = exactRevision(expected);
  if (exact !== null) return decideExact(exact, events, history);
  if (expected === 'stream-exists') {
    if (history.isSoftDeleted) return deleted;
    if (history.revision < 0n && !history.hasMetadata) return refuse;
  }
  return decideLoose(events, history);
}

function decideExact(
  expected: bigint,
  events: readonly Identified[],
  history: StreamHistory,
): AppendDecision {
  if (expected === history.revision) return accept;
  if (expected > history.revision) return refuse;
  const recorded = events.map(({ id }, index) => {
    const revision = expected + 1n + BigInt(index);
    const event = history.at(revision);
    return event?.id === id ? { revision, position: event.position } : undefined;
  });
  return repetition(recorded) ?? (isRecreation(expected, recorded, history) ? accept : refuse);
}

/** To whoever expects no stream, a deleted stream is none. */
function isRecreation(
  expected: bigint,
  recorded: readonly (RecordedAt | undefined)[],
  history: StreamHistory,
): boolean {
  return expected === -1n && history.isSoftDeleted && recorded.length > 0 && recorded[0] === undefined;
}

/** The first id decides: if it is new everything is; if it is known, everything must be. */
function decideLoose(events: readonly Identified[], history: StreamHistory): AppendDecision {
  const [first] = events;
  if (!first || !history.find(first.id)) return accept;
  return repetition(events.map(({ id }) => history.find(id))) ?? refuse;
}

/** Nothing repeats nothing: an append without events is decided by its expectation alone. */
function repetition(recorded: readonly (RecordedAt | undefined)[]): AppendDecision | null {
  const events = recorded.filter((each) => each !== undefined);
  return events.length > 0 && events.length === recorded.length ? { kind: 'repeat', events } : null;
}
