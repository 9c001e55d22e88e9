import {
  AppendTooLarge,
  EventStoreUnavailable,
  WrongExpectedRevision,
  type AppendResult,
} from '#libs/event-store';
import { streamName } from '#libs/ledger';
import type { LRUCache } from 'lru-cache';
import { answerBatch } from './answers.js';
import type { AggregateKind, DomainEvent } from './aggregate-kind.js';
import { decideBatch, isOfThePast, type AppendedBatch, type DecidedBatch } from './decided-batch.js';
import { bringForward, loadAggregate, type LoadedAggregate, type LoadingFrom } from './loaded-aggregate.js';
import type { Letter } from './mailbox.js';
import { findForgotten, type OperationLookup } from './operation-lookup.js';
import { remember } from './remembered-operations.js';

export interface WriterOptions extends LoadingFrom {
  readonly clock: () => Date;
  readonly operationLookup: OperationLookup | null;
  readonly snapshotEveryEvents: number;
  readonly cache: LRUCache<string, LoadedAggregate<unknown>>;
}

/** Other instances may write to the same stream; each conflict shows events that we had not seen. */
const CONFLICTS_MAX = 20;
/** Appending again with the same event ids is safe, so a lost connection is tried again at once. */
const APPEND_ATTEMPTS_MAX = 3;

interface Loaded<State> {
  readonly aggregate: LoadedAggregate<State>;
  /** Read from the log since the letters came. What is only remembered others may have changed. */
  readonly isCurrent: boolean;
}

/** Decides and appends the batches of one aggregate, one append in flight at a time. */
export class AggregateWriter<State, Command, Event extends DomainEvent> {
  private readonly stream: string;

  constructor(
    private readonly kind: AggregateKind<State, Command, Event>,
    private readonly id: string,
    private readonly options: WriterOptions,
  ) {
    this.stream = streamName(kind.kind, id);
  }

  async write(letters: readonly Letter<Command, Event>[]): Promise<void> {
    try {
      await this.writeUntilNoConflict(letters);
    } catch (error) {
      this.options.cache.delete(this.stream); // what is in the store is not known: read it again
      if (error instanceof AppendTooLarge && letters.length > 1) return await this.writeHalves(letters);
      throw error;
    }
  }

  private async writeHalves(letters: readonly Letter<Command, Event>[]): Promise<void> {
    const middle = Math.ceil(letters.length / 2);
    await this.write(letters.slice(0, middle));
    await this.write(letters.slice(middle));
  }

  private async writeUntilNoConflict(letters: readonly Letter<Command, Event>[]): Promise<void> {
    let loaded = await this.load();
    for (let conflicts = 0; ; conflicts += 1) {
      const batch = await this.decide(letters, loaded);
      try {
        if (batch) return await this.carryOut(letters, batch, loaded.aggregate);
      } catch (error) {
        if (!(error instanceof WrongExpectedRevision) || conflicts >= CONFLICTS_MAX) throw error;
      }
      const aggregate = await bringForward(this.kind, this.id, loaded.aggregate, this.options);
      loaded = { aggregate, isCurrent: true };
    }
  }

  private async load(): Promise<Loaded<State>> {
    const cached = this.options.cache.get(this.stream) as LoadedAggregate<State> | undefined; // the stream's name determines its kind
    if (cached) return { aggregate: cached, isCurrent: false };
    return { aggregate: await loadAggregate(this.kind, this.id, this.options), isCurrent: true };
  }

  /**
   * The append shows that nobody else wrote since. What appends nothing shows nothing: neither a refusal nor a
   * failure may rest on what was only remembered.
   * @returns null when the log must be looked at first.
   */
  private async decide(
    letters: readonly Letter<Command, Event>[],
    { aggregate, isCurrent }: Loaded<State>,
  ): Promise<DecidedBatch<State, Event> | null> {
    const requests = letters.map((letter) => letter.request);
    const olderOperations = await findForgotten(
      requests.map(({ operation }) => operation.operationId),
      {
        stream: this.stream,
        operations: aggregate.operations,
        operationLookup: this.options.operationLookup,
      },
    );
    const now = this.options.clock();
    const batch = decideBatch(this.kind, requests, aggregate, { now, olderOperations });
    return isCurrent || batch.appends.length > 0 || batch.verdicts.every(isOfThePast) ? batch : null;
  }

  private async carryOut(
    letters: readonly Letter<Command, Event>[],
    batch: DecidedBatch<State, Event>,
    aggregate: LoadedAggregate<State>,
  ): Promise<void> {
    const appended = await this.append(batch, aggregate);
    this.keep(batch, aggregate, appended);
    answerBatch({ eventStore: this.options.eventStore, stream: this.stream }, letters, batch, appended);
  }

  /** @returns null when the batch has nothing to write. */
  private async append(
    batch: DecidedBatch<State, Event>,
    aggregate: LoadedAggregate<State>,
  ): Promise<AppendedBatch | null> {
    if (batch.appends.length === 0) return null;
    const expectedRevision = aggregate.revision === -1n ? 'no-stream' : aggregate.revision;
    for (let attempt = 1; ; attempt += 1) {
      try {
        const result = await this.options.eventStore.append(this.stream, batch.appends, { expectedRevision });
        return {
          firstRevision: aggregate.revision + 1n,
          positions: await this.positions(batch, aggregate, result),
        };
      } catch (error) {
        if (!(error instanceof EventStoreUnavailable) || attempt >= APPEND_ATTEMPTS_MAX) throw error;
      }
    }
  }

  private async positions(
    batch: DecidedBatch<State, Event>,
    aggregate: LoadedAggregate<State>,
    result: AppendResult,
  ): Promise<readonly bigint[]> {
    if (batch.appends.length === 1) return [result.position];
    if (result.positions) return result.positions;
    const positions: bigint[] = [];
    const written = this.options.eventStore.readStream(this.stream, {
      from: aggregate.revision + 1n,
      limit: batch.appends.length,
    });
    for await (const event of written) positions.push(event.position);
    return positions;
  }

  private keep(
    batch: DecidedBatch<State, Event>,
    before: LoadedAggregate<State>,
    appended: AppendedBatch | null,
  ): void {
    if (!appended) {
      this.options.cache.set(this.stream, before);
      return;
    }
    for (const [index, event] of batch.appends.entries()) {
      const seen = {
        operationId: String(event.metadata['operationId']),
        requestHash: String(event.metadata['requestHash']),
        revision: appended.firstRevision + BigInt(index),
        position: appended.positions[index] ?? 0n,
      };
      remember(before.operations, seen, this.options.rememberedOperationsMax);
    }
    const revision = before.revision + BigInt(batch.appends.length);
    const after = { ...before, state: batch.state, lastHash: batch.lastHash, revision };
    this.options.cache.set(this.stream, this.snapshotWhenDue(after));
  }

  private snapshotWhenDue(aggregate: LoadedAggregate<State>): LoadedAggregate<State> {
    const { snapshots, snapshotEveryEvents } = this.options;
    if (!snapshots || aggregate.revision - aggregate.snapshotRevision < snapshotEveryEvents) return aggregate;
    const { state, revision, lastHash, operations } = aggregate;
    // A snapshot that is not written costs reading time only; the next one is due all the same.
    snapshots
      .save(this.stream, this.kind.stateVersion, { state, revision, lastHash, operations })
      .catch(() => undefined);
    return { ...aggregate, snapshotRevision: aggregate.revision };
  }
}
