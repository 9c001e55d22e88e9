import type { EventStore } from '#libs/event-store';
import { streamName } from '#libs/ledger';
import { LRUCache } from 'lru-cache';
import type { AggregateKind, DomainEvent } from './aggregate-kind.js';
import { AggregateWriter } from './aggregate-writer.js';
import { replay } from './answers.js';
import type { CommandOutcome, CommandRequest, CommittedEvent } from './command-request.js';
import { loadAggregate, type LoadedAggregate, type LoadingFrom } from './loaded-aggregate.js';
import { Mailbox } from './mailbox.js';
import { findPast, type OperationLookup } from './operation-lookup.js';
import { REMEMBERED_OPERATIONS_MAX } from './remembered-operations.js';
import { SNAPSHOT_EVERY_EVENTS, type Snapshots } from './snapshots.js';

export interface AggregatesOptions {
  readonly eventStore: EventStore;
  readonly clock: () => Date;
  readonly snapshots?: Snapshots | null;
  readonly snapshotEveryEvents?: number;
  /** Without it every operation of a loaded aggregate is remembered, however many. */
  readonly operationLookup?: OperationLookup | null;
  readonly rememberedOperationsMax?: number;
  readonly cachedAggregatesMax?: number;
}

const BATCH_MAX = 250;
const WAITING_MAX = 10_000;
const CACHED_AGGREGATES_MAX = 10_000;

/** The write side: carries out commands on aggregates, each operation once and never again. */
export class Aggregates {
  // Mailboxes and states of different kinds share these maps; `execute` knows which kind a stream is of.
  private readonly mailboxes = new Map<string, Mailbox<unknown, DomainEvent>>();
  private readonly cache: LRUCache<string, LoadedAggregate<unknown>>;

  constructor(private readonly options: AggregatesOptions) {
    this.cache = new LRUCache({ max: options.cachedAggregatesMax ?? CACHED_AGGREGATES_MAX });
  }

  /**
   * @throws {OperationIdReused} the operation id belongs to another request.
   * @throws {MailboxFull | HistoryBehind} nothing was done; ask again later.
   * @throws {EventStoreUnavailable} the outcome is unknown; ask again with the same operation id.
   */
  async execute<State, Command, Event extends DomainEvent>(
    kind: AggregateKind<State, Command, Event>,
    request: CommandRequest<Command>,
  ): Promise<CommandOutcome<Event>> {
    const stream = streamName(kind.kind, request.aggregateId);
    const mailbox = this.mailboxes.get(stream) ?? this.openMailbox(kind, request.aggregateId);
    return (await mailbox.deliver(request)) as CommandOutcome<Event>; // the stream's name determines its kind
  }

  /**
   * What an operation recorded, read back from the log; null when the aggregate has not seen it.
   * @throws {HistoryBehind} when that cannot be said yet.
   */
  async findOperation<State, Command, Event extends DomainEvent>(
    kind: AggregateKind<State, Command, Event>,
    aggregateId: string,
    operationId: string,
  ): Promise<readonly CommittedEvent<Event>[] | null> {
    const { eventStore, operationLookup = null } = this.options;
    const stream = streamName(kind.kind, aggregateId);
    const past =
      this.cache.get(stream)?.operations.latest.get(operationId) ??
      (await findPast(operationId, {
        stream,
        operationLookup,
        // What is cached may not have heard of what others wrote, so the log itself is asked.
        operations: (await loadAggregate(kind, aggregateId, this.loadingFrom())).operations,
      }));
    return past ? (await replay<Event>({ eventStore, stream }, past)).events : null;
  }

  /** The state of an aggregate as the log has it now. What is decided on it may be overtaken at once. */
  async stateOf<State, Command, Event extends DomainEvent>(
    kind: AggregateKind<State, Command, Event>,
    aggregateId: string,
  ): Promise<State> {
    return (await loadAggregate(kind, aggregateId, this.loadingFrom())).state;
  }

  private loadingFrom(): LoadingFrom {
    const { eventStore, snapshots = null, operationLookup, rememberedOperationsMax } = this.options;
    const remembered = rememberedOperationsMax ?? REMEMBERED_OPERATIONS_MAX;
    return { eventStore, snapshots, rememberedOperationsMax: operationLookup ? remembered : Infinity };
  }

  private openMailbox<State, Command, Event extends DomainEvent>(
    kind: AggregateKind<State, Command, Event>,
    id: string,
  ): Mailbox<unknown, DomainEvent> {
    const { snapshotEveryEvents = SNAPSHOT_EVERY_EVENTS, operationLookup = null, clock } = this.options;
    const writer = new AggregateWriter(kind, id, {
      ...this.loadingFrom(),
      clock,
      snapshotEveryEvents,
      operationLookup,
      cache: this.cache,
    });
    const stream = streamName(kind.kind, id);
    const mailbox = new Mailbox<Command, Event>(
      (batch) => writer.write(batch),
      { batchMax: BATCH_MAX, waitingMax: WAITING_MAX },
      () => this.mailboxes.delete(stream),
    ) as unknown as Mailbox<unknown, DomainEvent>; // see the maps above
    this.mailboxes.set(stream, mailbox);
    return mailbox;
  }
}
