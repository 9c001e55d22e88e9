import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventLog } from '../engine/event-log.js';
import { CheckpointStream } from './checkpoint-stream.js';
import { Connection, type Seat, type Subscriber } from './connection.js';
import { GroupDropped, TooManySubscribers } from './errors.js';
import { feed, type Fed } from './feed.js';
import { Group } from './group.js';
import type { GroupEffect, GroupInput } from './group-io.js';
import { groupInfo, type GroupInfo } from './group-info.js';
import type { GroupDefinition } from './group-settings.js';
import { groupEvent } from './group-source.js';
import { ParkedStream } from './parked-stream.js';
import { Room } from './room.js';
import { Throughput } from './throughput.js';

/** Message time-outs and checkpoints are looked at so often, or more often when they are short. */
const tickMsMax = 1_000;
const tickMsMin = 20;
const retryMs = 1_000;

interface Parts {
  readonly log: EventLog;
  readonly checkpoints: CheckpointStream;
  readonly parked: ParkedStream;
  readonly stopping: AbortController;
}

/** A group with its log, its clock and its consumers. */
export class RunningGroup implements Fed {
  private readonly group: Group;
  private readonly connections = new Map<string, Connection>();
  private readonly throughput = new Throughput(performance.now());
  private readonly roomForEvents: Room;
  private readonly roomForReplays: Room;
  private readonly timer: NodeJS.Timeout;
  private replaying: Promise<void> = Promise.resolve();
  /** The latest write of a checkpoint, or of what is parked no more. */
  private writing: Promise<void> = Promise.resolve();

  private constructor(
    readonly definition: GroupDefinition,
    private readonly parts: Parts,
    private readonly loadedCheckpoint: bigint | null,
  ) {
    const group = new Group(definition.settings, loadedCheckpoint ?? definition.startAfter);
    this.group = group;
    this.roomForEvents = new Room(() => group.hasRoom);
    this.roomForReplays = new Room(() => group.hasRoomForReplay);
    this.timer = setInterval(() => this.tick(), tickMsOf(definition)).unref();
  }

  /** Goes on after the group's checkpoint, whether or not anybody is connected. */
  static async start(log: EventLog, definition: GroupDefinition): Promise<RunningGroup> {
    const stopping = new AbortController();
    const checkpoints = new CheckpointStream(log, definition);
    const parked = new ParkedStream(log, definition, stopping.signal);
    const [checkpoint] = await Promise.all([checkpoints.read(), parked.open()]);
    const running = new RunningGroup(definition, { log, checkpoints, parked, stopping }, checkpoint);
    void feed(log, running, stopping.signal);
    return running;
  }

  get arrived(): bigint {
    return this.group.arrived;
  }

  get isFull(): boolean {
    return this.group.isFull;
  }

  /** Null: none was ever written. */
  get checkpoint(): bigint | null {
    return this.group.state.checkpoint ?? this.loadedCheckpoint;
  }

  get info(): GroupInfo {
    const { definition, checkpoint, throughput, connections } = this;
    const parked = this.parts.parked.count;
    return groupInfo({ definition, checkpoint, throughput, parked, connections, state: this.group.state });
  }

  async roomForMore(): Promise<void> {
    await this.roomForEvents.wait(this.parts.stopping.signal);
  }

  take(input: GroupInput): void {
    if (this.parts.stopping.signal.aborted) return;
    for (const effect of this.group.handle(input, performance.now())) this.carryOut(effect);
    this.roomForEvents.look();
    this.roomForReplays.look();
  }

  /** @throws {TooManySubscribers} */
  connect(subscriber: Subscriber): Seat {
    const { maxSubscriberCount } = this.definition.settings;
    if (maxSubscriberCount > 0 && this.connections.size >= maxSubscriberCount) {
      throw new TooManySubscribers(this.definition);
    }
    const consumer = randomUUID();
    this.connections.set(consumer, new Connection(subscriber, performance.now()));
    subscriber.confirm();
    this.take({ kind: 'connected', consumer, slots: subscriber.slots });
    return {
      ack: (eventIds) => this.take({ kind: 'acked', consumer, eventIds }),
      nack: (eventIds, action, reason) => this.take({ kind: 'nacked', consumer, eventIds, action, reason }),
      pause: () => this.take({ kind: 'paused', consumer }),
      resume: () => this.take({ kind: 'resumed', consumer }),
      leave: () => {
        this.connections.delete(consumer);
        this.take({ kind: 'left', consumer });
      },
    };
  }

  /** Begins to give out again what is parked now; before a revision of the parked stream, if one is given. */
  replayParked(stopAt: bigint | null): void {
    const before = this.parts.parked.endOf(stopAt);
    this.replaying = this.replaying
      .then(() => this.replay(before))
      .catch((error: unknown) => this.parts.log.report('Parked messages could not be replayed.', error));
  }

  /** Drops its subscribers and lets go of the log. What is not finished comes again when it is started again. */
  async stop(): Promise<void> {
    this.parts.stopping.abort();
    clearInterval(this.timer);
    this.roomForEvents.wakeAll();
    this.roomForReplays.wakeAll();
    const dropped = [...this.connections.values()];
    this.connections.clear();
    for (const { subscriber } of dropped) subscriber.drop(new GroupDropped(this.definition));
    await Promise.all([this.writing, this.parts.parked.idle()]);
  }

  /** Writes down how far the group came, so that less comes again. */
  async stopAndSave(): Promise<void> {
    await this.stop();
    const { done } = this.group.state;
    if (done <= (this.checkpoint ?? this.definition.startAfter)) return;
    await this.parts.checkpoints
      .write(done)
      .catch((error: unknown) => this.parts.log.report('A checkpoint could not be written.', error));
  }

  private carryOut(effect: GroupEffect): void {
    switch (effect.kind) {
      case 'push':
        this.throughput.total += 1;
        return this.connections.get(effect.consumer)?.subscriber.send(effect.task);
      case 'finished':
        return this.connections.get(effect.consumer)?.note(effect.tookMs);
      case 'park': {
        const { task } = effect;
        return this.parts.parked.park(task, effect.reason, () => this.take({ kind: 'parked', task }));
      }
      case 'forget-parked':
        return this.write(() => this.parts.parked.forget(effect.before));
      case 'checkpoint':
        return this.write(async () => {
          const isWritten = await this.writeCheckpoint(effect.at);
          this.take({ kind: 'checkpointed', isWritten });
        });
    }
  }

  private write(work: () => Promise<void>): void {
    this.writing = this.writing
      .then(work)
      .catch((error: unknown) => this.parts.log.report('A persistent subscription could not write.', error));
  }

  private async writeCheckpoint(at: bigint): Promise<boolean> {
    try {
      await this.parts.checkpoints.write(at);
      return true;
    } catch (error) {
      this.parts.log.report('A checkpoint could not be written.', error);
      await sleep(retryMs, undefined, { ref: false });
      return false;
    }
  }

  private async replay(before: bigint): Promise<void> {
    const { parked, stopping } = this.parts;
    for await (const entry of parked.takeOut(before)) {
      await this.roomForReplays.wait(stopping.signal);
      if (stopping.signal.aborted) return;
      const event = groupEvent(this.definition, entry);
      this.take({ kind: 'replayed', event: { ...event, at: entry.revision }, revision: entry.revision });
    }
  }

  private tick(): void {
    const now = performance.now();
    this.throughput.measure(now);
    for (const { throughput } of this.connections.values()) throughput.measure(now);
    this.take({ kind: 'time-passed' });
  }
}

function tickMsOf({ settings: { messageTimeoutMs, checkpointAfterMs } }: GroupDefinition): number {
  const shortest = Math.min(messageTimeoutMs || tickMsMax, checkpointAfterMs || tickMsMax, tickMsMax);
  return Math.max(tickMsMin, shortest);
}
