/**
 * The real thing: the embedded event store and the read models in one real Postgres, and two processes
 * that carry out commands, each with its own memory of the accounts. Only the clock is not real.
 */
import {
  accountKind,
  Aggregates,
  domainEvent,
  PostgresSnapshots,
  rateKind,
  requestHash,
  type CommandOutcome,
} from '#libs/aggregates';
import { openEmbeddedEventStore } from '#libs/embedded-event-store';
import type { EventStore, RecordedEvent } from '#libs/event-store';
import {
  aggregateId,
  evolveRate,
  initialRateHistory,
  type AccountEvent,
  type ChangeRate,
  type RateEvent,
  type RateHistory,
} from '#libs/ledger';
import { migrateReadModels, projectBatch, readModelsDataSource } from '#libs/read-models';
import { createTestDatabase } from '#libs/platform/testing';
import type { DataSource } from 'typeorm';
import type { Sending } from '../histories/any-deed.js';
import { CountedSnapshots } from './counted-snapshots.js';
import { FaultyEventStore } from './faulty-event-store.js';
import { WaitingLookup } from './waiting-lookup.js';

/** Few enough that most operations of a history are forgotten before its end. */
const REMEMBERED_OPERATIONS_MAX = 25;
const SNAPSHOT_EVERY_EVENTS = 60;

interface Parts {
  readonly database: DataSource;
  readonly store: EventStore;
  readonly snapshots: PostgresSnapshots;
  readonly close: () => Promise<void>;
}

export class RunningLedger {
  now = 0;
  /** Up to which the log was read back. */
  position = 0n;
  readonly stores: readonly [FaultyEventStore, FaultyEventStore];
  readonly lookup: WaitingLookup;
  readonly snapshots: CountedSnapshots;
  private readonly processes: [Aggregates, Aggregates];
  private readonly rates = new Map<string, RateHistory>();

  private constructor(private readonly parts: Parts) {
    this.stores = [new FaultyEventStore(parts.store), new FaultyEventStore(parts.store)];
    this.lookup = new WaitingLookup(parts.database);
    this.snapshots = new CountedSnapshots(parts.snapshots);
    this.processes = [this.startProcess(0), this.startProcess(1)];
  }

  static async open(): Promise<RunningLedger> {
    const { url, drop } = await createTestDatabase();
    await migrateReadModels(url);
    const database = await readModelsDataSource(url).initialize();
    const log = await openEmbeddedEventStore({ databaseUrl: url });
    const snapshots = await PostgresSnapshots.open(url);
    const close = async () => {
      await log.close();
      await snapshots.close();
      await database.destroy();
      await drop();
    };
    return new RunningLedger({ database, store: log.store, snapshots, close });
  }

  get database(): DataSource {
    return this.parts.database;
  }

  async close(): Promise<void> {
    await this.parts.close();
  }

  /** All that it had in memory is gone. */
  restart(process: 0 | 1): void {
    this.processes[process] = this.startProcess(process);
  }

  /** The first goes on from snapshots and asks the index of operations, the other knows only the log. */
  private startProcess(process: 0 | 1): Aggregates {
    const { lookup: operationLookup, snapshots } = this;
    const eventStore = this.stores[process];
    const clock = () => new Date(this.now);
    if (process === 1) return new Aggregates({ eventStore, clock });
    return new Aggregates({
      eventStore,
      clock,
      operationLookup,
      rememberedOperationsMax: REMEMBERED_OPERATIONS_MAX,
      snapshots,
      snapshotEveryEvents: SNAPSHOT_EVERY_EVENTS,
    });
  }

  async send(accountId: string, body: string, sending: Sending): Promise<CommandOutcome<AccountEvent>> {
    const { operationId, command, process } = sending;
    return await this.processes[process].execute(accountKind, {
      aggregateId: accountId,
      command: 'rates' in command ? { ...command, rates: this.ratesOf(command.feature) } : command,
      operation: operationOf(operationId, body, `request to ${process}`),
    });
  }

  async changeRate(operationId: string, command: ChangeRate): Promise<CommandOutcome<RateEvent>> {
    const operation = operationOf(operationId, operationId, 'request');
    return await this.processes[0].execute(rateKind, { aggregateId: command.feature, command, operation });
  }

  private ratesOf(feature: string): RateHistory {
    return this.rates.get(feature) ?? initialRateHistory;
  }

  /** What came into the log since the last look, read back and taken into the read models. */
  async take(cut: (events: number) => number): Promise<readonly RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    for await (const event of this.parts.store.readAll({ from: this.position + 1n })) events.push(event);
    for (const event of events) this.learnRate(event);
    const middle = cut(events.length);
    await this.project(events.slice(0, middle));
    await this.project(events.slice(Math.max(0, middle - 2))); // some are delivered twice
    this.position = events.at(-1)?.position ?? this.position;
    this.lookup.projectedThrough = this.position;
    return events;
  }

  private learnRate(event: RecordedEvent): void {
    const feature = aggregateId('rate', event.streamName);
    if (feature === null) return;
    const before = this.rates.get(feature) ?? initialRateHistory;
    this.rates.set(feature, evolveRate(before, domainEvent<RateEvent>(event)));
  }

  private async project(events: readonly RecordedEvent[]): Promise<void> {
    const [first] = events;
    const after = first && first.position > 1n ? first.position - 1n : null;
    if (first) await projectBatch(this.database, { after, events });
  }
}

/** Two processes never see the same request: that would be one append to the log, whoever sends it. */
function operationOf(operationId: string, body: string, correlationId: string) {
  return {
    operationId,
    requestHash: requestHash(body),
    actor: 'service:any-history',
    correlationId,
    causationId: operationId,
  };
}
