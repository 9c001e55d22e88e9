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
import { HistoryBehind } from './command-request.js';
import { decideBatch, type AppendedBatch, type DecidedBatch } from './decided-batch.js';
import { bringForward, loadAggregate, type LoadedAggregate, type LoadingFrom } from './loaded-aggregate.js';
import type { Letter } from './mailbox.js';
import type { OperationLookup } from './operation-lookup.js';
import { remember, type PastOperation } from './remembered-operations.js';
import { SNAPSHOT_EVERY_EVENTS } from './snapshots.js';

export interface WriterOptions extends LoadingFrom {
  readonly clock: () => Date;
  readonly operationLookup: OperationLookup | null;
  readonly cache: LRUCache<string, LoadedAggregate<unknown>>;
}

/** Other instances may write to the same stream; each conflict shows events that we had not seen. */
const CONFLICTS_MAX = 20;
/** Appending again with the same event ids is safe, so a lost connection is tried again at once. */
const APPEND_ATTEMPTS_MAX = 3;

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
    let aggregate = await this.load();
    for (let conflicts = 0; ; conflicts += 1) {
      const olderOperations = await this.olderOperations(letters, aggregate);
      const requests = letters.map((letter) => letter.request);
      const now = this.options.clock();
      const batch = decideBatch(this.kind, requests, aggregate, { now, olderOperations });
      try {
        const appended = await this.append(batch, aggregate);
        this.keep(batch, aggregate, appended);
        return answerBatch(
          { eventStore: this.options.eventStore, stream: this.stream },
          letters,
          batch,
          appended,
        );
      } catch (error) {
        if (!(error instanceof WrongExpectedRevision) || conflicts >= CONFLICTS_MAX) throw error;
        aggregate = await bringForward(this.kind, this.id, aggregate, this.options);
      }
    }
  }

  private async load(): Promise<LoadedAggregate<State>> {
    const cached = this.options.cache.get(this.stream) as LoadedAggregate<State> | undefined; // the stream's name determines its kind
    return cached ?? (await loadAggregate(this.kind, this.id, this.options));
  }

  /** @throws {HistoryBehind} when the index does not reach to what was forgotten. */
  private async olderOperations(
    letters: readonly Letter<Command, Event>[],
    aggregate: LoadedAggregate<State>,
  ): Promise<ReadonlyMap<string, PastOperation>> {
    const { latest, forgottenThrough } = aggregate.operations;
    const { operationLookup } = this.options;
    const unknown = letters
      .map((each) => each.request.operation.operationId)
      .filter((each) => !latest.has(each));
    if (forgottenThrough === null || !operationLookup || unknown.length === 0) return new Map();
    if (!(await operationLookup.includes(forgottenThrough))) {
      throw new HistoryBehind(`The index of operations does not reach position ${forgottenThrough} yet.`);
    }
    return await operationLookup.find(this.stream, unknown);
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
    const { snapshots } = this.options;
    if (!snapshots || aggregate.revision - aggregate.snapshotRevision < SNAPSHOT_EVERY_EVENTS)
      return aggregate;
    const { state, revision, lastHash, operations } = aggregate;
    // A snapshot that is not written costs reading time only; the next one is due all the same.
    snapshots
      .save(this.stream, this.kind.stateVersion, { state, revision, lastHash, operations })
      .catch(() => undefined);
    return { ...aggregate, snapshotRevision: aggregate.revision };
  }
}
