import {
  EventStoreUnavailable,
  WrongExpectedRevision,
  type AppendOptions,
  type AppendResult,
  type EventStore,
  type EventToAppend,
  type ReadAllOptions,
  type ReadStreamOptions,
  type RecordedEvent,
  type SubscribeToAllOptions,
} from '#libs/event-store';

/** The log as one process reaches it: slower than the other, or with answers that never arrive, as told. */
export class FaultyEventStore implements EventStore {
  conflicts = 0;
  lostAnswers = 0;
  private readonly losing = new Map<string, number>();
  private readonly slow = new Map<string, Promise<unknown>>();

  constructor(private readonly store: EventStore) {}

  /** The answers of the next appends to the stream are lost. */
  lose(streamName: string, appends: number): void {
    this.losing.set(streamName, appends);
  }

  mend(streamName: string): void {
    this.losing.delete(streamName);
  }

  /** Whatever this process asks of the stream arrives after that: who comes first is no accident. */
  slowDown(streamName: string, until: Promise<unknown>): void {
    this.slow.set(streamName, until);
    const over = () => this.slow.delete(streamName);
    until.then(over, over);
  }

  async append(
    streamName: string,
    events: readonly EventToAppend[],
    options: AppendOptions,
  ): Promise<AppendResult> {
    await this.slow.get(streamName);
    try {
      const result = await this.store.append(streamName, events, options);
      this.loseAnswer(streamName);
      return result;
    } catch (error) {
      if (error instanceof WrongExpectedRevision) this.conflicts += 1;
      throw error;
    }
  }

  private loseAnswer(streamName: string): void {
    const appends = this.losing.get(streamName) ?? 0;
    if (appends === 0) return;
    this.losing.set(streamName, appends - 1);
    this.lostAnswers += 1;
    throw new EventStoreUnavailable('The connection broke before the answer came.');
  }

  async *readStream(streamName: string, options?: ReadStreamOptions): AsyncGenerator<RecordedEvent, void> {
    await this.slow.get(streamName);
    yield* this.store.readStream(streamName, options);
  }

  readAll(options?: ReadAllOptions) {
    return this.store.readAll(options);
  }

  subscribeToAll(options: SubscribeToAllOptions) {
    return this.store.subscribeToAll(options);
  }

  async close(): Promise<void> {
    await this.store.close();
  }
}
