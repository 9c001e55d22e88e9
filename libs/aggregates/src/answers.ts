import { EventStoreUnavailable, type EventStore } from '#libs/event-store';
import type { DomainEvent } from './aggregate-kind.js';
import type { CommandOutcome, CommittedEvent, Completed } from './command-request.js';
import type { AppendedBatch, DecidedBatch, DecidedHere, Verdict } from './decided-batch.js';
import { domainEvent } from './loaded-aggregate.js';
import type { Letter } from './mailbox.js';
import type { PastOperation } from './remembered-operations.js';

interface Source {
  readonly eventStore: EventStore;
  readonly stream: string;
}

/**
 * Answers every letter of a batch that is written. Original answers of repeated commands are read back
 * meanwhile: the next batch does not wait for them, and one that cannot be read fails alone.
 */
export function answerBatch<State, Command, Event extends DomainEvent>(
  source: Source,
  letters: readonly Letter<Command, Event>[],
  batch: DecidedBatch<State, Event>,
  appended: AppendedBatch | null,
): void {
  for (const [index, letter] of letters.entries()) {
    const verdict = batch.verdicts[index];
    if (!verdict) continue;
    if ('error' in verdict) letter.fail(verdict.error);
    else if (verdict.kind !== 'done-before') letter.answer(outcomeOf(verdict, appended));
    else replay<Event>(source, verdict.operation).then(letter.answer, letter.fail);
  }
}

type SettledVerdict<Event extends DomainEvent> = Exclude<
  Verdict<Event>,
  { kind: 'reused' | 'failed' | 'done-before' }
>;

function outcomeOf<Event extends DomainEvent>(
  verdict: SettledVerdict<Event>,
  appended: AppendedBatch | null,
): CommandOutcome<Event> {
  switch (verdict.kind) {
    case 'decided':
      return { refusal: null, replayed: false, events: committed(verdict, appended) };
    case 'repeats':
      return { refusal: null, replayed: true, events: committed(verdict.original, appended) };
    case 'refused':
      return { refusal: verdict.refusal };
  }
}

function committed<Event extends DomainEvent>(
  verdict: DecidedHere<Event>,
  appended: AppendedBatch | null,
): readonly CommittedEvent<Event>[] {
  return verdict.events.map((event, place) => {
    const index = verdict.firstIndex + place;
    return {
      event,
      revision: (appended?.firstRevision ?? 0n) + BigInt(index),
      position: appended?.positions[index] ?? 0n,
    };
  });
}

/** The original answer, read back from the log itself. */
export async function replay<Event extends DomainEvent>(
  source: Source,
  operation: PastOperation,
): Promise<Completed<Event>> {
  const events: CommittedEvent<Event>[] = [];
  const limit = Number(operation.lastRevision - operation.firstRevision) + 1;
  const recorded = source.eventStore.readStream(source.stream, { from: operation.firstRevision, limit });
  for await (const each of recorded) {
    events.push({ event: domainEvent<Event>(each), revision: each.revision, position: each.position });
  }
  if (events.length !== limit)
    throw new EventStoreUnavailable('The original answer could not be read completely.');
  return { refusal: null, replayed: true, events };
}
