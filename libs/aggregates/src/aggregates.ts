import type { EventStore } from '#libs/event-store';
import { streamName } from '#libs/ledger';
import { LRUCache } from 'lru-cache';
import type { AggregateKind, DomainEvent } from './aggregate-kind.js';
import { AggregateWriter } from './aggregate-writer.js';
import { replay } from './answers.js';
import type { CommandOutcome, CommandRequest, CommittedEvent } from './command-request.js';
import type { LoadedAggregate } from './loaded-aggregate.js';
import { Mailbox } from './mailbox.js';
import type { OperationLookup } from './operation-lookup.js';
import { REMEMBERED_OPERATIONS_MAX } from './remembered-operations.js';
import type { Snapshots } from './snapshots.js';

export interface AggregatesOptions {
  readonly eventStore: EventStore;
  readonly clock: () => Date;
  readonly snapshots?: Snapshots | null;
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
   * What an operation recorded, read back from the log; null when the aggregate has not seen it, as far
   * as this process and the index of operations know.
   */
  async findOperation<State, Command, Event extends DomainEvent>(
    kind: AggregateKind<State, Command, Event>,
    aggregateId: string,
    operationId: string,
  ): Promise<readonly CommittedEvent<Event>[] | null> {
    const { eventStore, operationLookup } = this.options;
    const stream = streamName(kind.kind, aggregateId);
    const past =
      this.cache.get(stream)?.operations.latest.get(operationId) ??
      (await operationLookup?.find(stream, [operationId]))?.get(operationId);
    return past ? (await replay<Event>({ eventStore, stream }, past)).events : null;
  }

  private openMailbox<State, Command, Event extends DomainEvent>(
    kind: AggregateKind<State, Command, Event>,
    id: string,
  ): Mailbox<unknown, DomainEvent> {
    const {
      rememberedOperationsMax,
      operationLookup = null,
      snapshots = null,
      eventStore,
      clock,
    } = this.options;
    const remembered = rememberedOperationsMax ?? REMEMBERED_OPERATIONS_MAX;
    const writer = new AggregateWriter(kind, id, {
      eventStore,
      clock,
      snapshots,
      operationLookup,
      rememberedOperationsMax: operationLookup ? remembered : Infinity,
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
