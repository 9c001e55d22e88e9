import { chainHash, type EventToAppend, type JsonObject } from '#libs/event-store';
import { isRefusal, streamName, type Refusal } from '#libs/ledger';
import type { AggregateKind, DomainEvent } from './aggregate-kind.js';
import { OperationIdReused, type CommandRequest } from './command-request.js';
import { eventIdOf } from './event-identity.js';
import type { LoadedAggregate } from './loaded-aggregate.js';
import type { PastOperation } from './remembered-operations.js';

/**
 * All waiting commands of one aggregate, decided in order on one state. Nothing is written yet:
 * if the append fails, the batch is forgotten and decided again.
 */
export interface DecidedBatch<State, Event extends DomainEvent> {
  readonly verdicts: readonly Verdict<Event>[];
  readonly appends: readonly EventToAppend[];
  readonly state: State;
  readonly lastHash: string;
}

/** Where the events of a batch came to stand. */
export interface AppendedBatch {
  readonly firstRevision: bigint;
  readonly positions: readonly bigint[];
}

/** What becomes of one request. `firstIndex` counts the events of the batch. */
export type Verdict<Event extends DomainEvent> =
  | DecidedHere<Event>
  | { readonly kind: 'repeats'; readonly original: DecidedHere<Event> }
  | { readonly kind: 'done-before'; readonly operation: PastOperation }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'reused'; readonly error: OperationIdReused }
  /** Only a bug makes the ledger throw. It is the trouble of this request and of no other. */
  | { readonly kind: 'failed'; readonly error: unknown };

/** Whatever others have written since, it stays as it is. */
export function isOfThePast({ kind }: Verdict<DomainEvent>): boolean {
  return kind === 'done-before' || kind === 'reused';
}

export interface DecidedHere<Event extends DomainEvent> {
  readonly kind: 'decided';
  readonly events: readonly Event[];
  readonly firstIndex: number;
}

export function decideBatch<State, Command, Event extends DomainEvent>(
  kind: AggregateKind<State, Command, Event>,
  requests: readonly CommandRequest<Command>[],
  aggregate: LoadedAggregate<State>,
  moment: { readonly now: Date; readonly olderOperations: ReadonlyMap<string, PastOperation> },
): DecidedBatch<State, Event> {
  const batch = new BatchInProgress(kind, aggregate);
  const verdicts: Verdict<Event>[] = [];
  for (const request of requests) {
    const { operationId } = request.operation;
    const past = aggregate.operations.latest.get(operationId) ?? moment.olderOperations.get(operationId);
    verdicts.push(past ? doneBefore(request, past) : batch.decide(request, moment.now));
  }
  return { verdicts, appends: batch.appends, state: batch.state, lastHash: batch.lastHash };
}

function doneBefore<Event extends DomainEvent>(
  request: CommandRequest<unknown>,
  operation: PastOperation,
): Verdict<Event> {
  if (operation.requestHash === request.operation.requestHash) return { kind: 'done-before', operation };
  return { kind: 'reused', error: new OperationIdReused(request.operation.operationId) };
}

class BatchInProgress<State, Command, Event extends DomainEvent> {
  readonly appends: EventToAppend[] = [];
  state: State;
  lastHash: string;
  private readonly decidedHere = new Map<string, { verdict: DecidedHere<Event>; requestHash: string }>();

  constructor(
    private readonly kind: AggregateKind<State, Command, Event>,
    private readonly aggregate: LoadedAggregate<State>,
  ) {
    this.state = aggregate.state;
    this.lastHash = aggregate.lastHash;
  }

  decide(request: CommandRequest<Command>, now: Date): Verdict<Event> {
    const { operationId, requestHash } = request.operation;
    const twin = this.decidedHere.get(operationId);
    if (twin) {
      return twin.requestHash === requestHash
        ? { kind: 'repeats', original: twin.verdict }
        : { kind: 'reused', error: new OperationIdReused(operationId) };
    }
    try {
      return this.carryOut(request, now);
    } catch (error) {
      return { kind: 'failed', error };
    }
  }

  private carryOut(request: CommandRequest<Command>, now: Date): Verdict<Event> {
    const decision = this.kind.decider.decide(request.command, this.state, now);
    if (isRefusal(decision)) return { kind: 'refused', refusal: decision };
    const verdict = { kind: 'decided', events: decision, firstIndex: this.appends.length } as const;
    const state = decision.reduce((before, event) => this.kind.decider.evolve(before, event), this.state);
    for (const event of decision) this.append(request, event);
    this.state = state;
    const { operationId, requestHash } = request.operation;
    this.decidedHere.set(operationId, { verdict, requestHash });
    return verdict;
  }

  private append(request: CommandRequest<Command>, event: Event): void {
    const stream = streamName(this.kind.kind, request.aggregateId);
    const revision = this.aggregate.revision + BigInt(this.appends.length) + 1n;
    const data = event.data as JsonObject; // events hold JSON values only: strings, numbers, null, lists
    const metadata: JsonObject = { ...request.operation };
    const hash = chainHash(this.lastHash, { streamName: stream, revision, type: event.type, data, metadata });
    this.appends.push({
      id: eventIdOf(hash),
      type: event.type,
      data,
      metadata: { ...metadata, hash },
    });
    this.lastHash = hash;
  }
}
