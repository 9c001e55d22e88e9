import { CHAIN_START, type EventStore, type RecordedEvent } from '#libs/event-store';
import { streamName, upcast } from '#libs/ledger';
import type { AggregateKind, DomainEvent } from './aggregate-kind.js';
import { noOperations, remember, type RememberedOperations } from './remembered-operations.js';
import type { Snapshot, Snapshots } from './snapshots.js';

/** An aggregate in memory, as of `revision` (-1: it has no events yet). */
export interface LoadedAggregate<State> {
  readonly state: State;
  readonly revision: bigint;
  readonly lastHash: string;
  readonly operations: RememberedOperations;
  readonly snapshotRevision: bigint;
}

export interface LoadingFrom {
  readonly eventStore: EventStore;
  readonly snapshots: Snapshots | null;
  readonly rememberedOperationsMax: number;
}

/** Reads the snapshot, if there is one, and what came after it. */
export async function loadAggregate<State, Command, Event extends DomainEvent>(
  kind: AggregateKind<State, Command, Event>,
  id: string,
  from: LoadingFrom,
): Promise<LoadedAggregate<State>> {
  const stream = streamName(kind.kind, id);
  const saved = (await from.snapshots?.load(stream, kind.stateVersion)) ?? null;
  const snapshot = saved && (await isOfThisLog(saved, stream, from.eventStore)) ? saved : null;
  const start: LoadedAggregate<State> = snapshot
    ? { ...snapshot, state: snapshot.state as State, snapshotRevision: snapshot.revision } // saved under this kind's name and version
    : {
        state: kind.decider.initialState,
        revision: -1n,
        lastHash: CHAIN_START,
        operations: noOperations(),
        snapshotRevision: -1n,
      };
  return await bringForward(kind, id, start, from);
}

/** The database may have served another log before: the hash chain tells whose history a snapshot is of. */
async function isOfThisLog(
  { revision, lastHash }: Snapshot,
  stream: string,
  eventStore: EventStore,
): Promise<boolean> {
  for await (const event of eventStore.readStream(stream, { from: revision, limit: 1 })) {
    return event.revision === revision && event.metadata['hash'] === lastHash;
  }
  return false;
}

/** Applies what others wrote since. */
export async function bringForward<State, Command, Event extends DomainEvent>(
  kind: AggregateKind<State, Command, Event>,
  id: string,
  aggregate: LoadedAggregate<State>,
  from: LoadingFrom,
): Promise<LoadedAggregate<State>> {
  let { state, revision, lastHash } = aggregate;
  const events = from.eventStore.readStream(streamName(kind.kind, id), { from: revision + 1n });
  for await (const event of events) {
    state = kind.decider.evolve(state, domainEvent<Event>(event));
    revision = event.revision;
    lastHash = String(event.metadata['hash']);
    remember(
      aggregate.operations,
      {
        operationId: String(event.metadata['operationId']),
        requestHash: String(event.metadata['requestHash']),
        revision: event.revision,
        position: event.position,
      },
      from.rememberedOperationsMax,
    );
  }
  return { ...aggregate, state, revision, lastHash };
}

/** Only our own deciders write to these streams, so what is read is what one of them decided. */
export function domainEvent<Event extends DomainEvent>(recorded: RecordedEvent): Event {
  const { type, data } = recorded;
  return upcast({ type, data }) as unknown as Event;
}
