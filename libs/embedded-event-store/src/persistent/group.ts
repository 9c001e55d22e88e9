// A group of consumers as a state machine: what happens goes in, what is to be done comes out. It has no clock and does
// no I/O. It guards these: an event is finished only by an acknowledgement, by being skipped, or by being parked; it
// is with one consumer at a time; a consumer never has more than its slots; no checkpoint passes what is not finished.

import { CheckpointRule } from './checkpoint-rule.js';
import { Consumers } from './consumers.js';
import { bytesOf, type GroupEvent, type Task } from './group-event.js';
import type { GroupEffect, GroupInput } from './group-io.js';
import type { GroupSettings } from './group-settings.js';
import { Progress } from './progress.js';
import { Replays } from './replays.js';
import { WaitingTasks, type Given } from './waiting-tasks.js';

const heldBytesMax = 32 * 1_048_576;

export class Group {
  private readonly consumers: Consumers;
  private readonly retries = new WaitingTasks();
  private readonly fresh = new WaitingTasks();
  private readonly progress: Progress;
  private readonly checkpoints: CheckpointRule;
  private readonly replays = new Replays();
  private effects: GroupEffect[] = [];
  private sequence = 0;
  private heldBytes = 0;
  private isLive = false;

  constructor(
    private readonly settings: GroupSettings,
    startAfter: bigint,
  ) {
    this.consumers = new Consumers(settings.strategy);
    this.progress = new Progress(startAfter);
    this.checkpoints = new CheckpointRule(settings, this.progress);
  }

  /** Whether there is room for a batch of events; until then the log is not read. */
  get hasRoom(): boolean {
    return this.roomFor(this.fresh.count, Math.min(this.settings.readBatchSize, this.bufferMax));
  }

  get isFull(): boolean {
    return !this.roomFor(this.fresh.count, 1);
  }

  /** Whether there is room for a parked event to come again. */
  get hasRoomForReplay(): boolean {
    return this.roomFor(this.retries.count, 1);
  }

  /** The last event that arrived. */
  get arrived(): bigint {
    return this.progress.arrived;
  }

  get state() {
    const inFlight = this.consumers.inFlight;
    return {
      isLive: this.isLive,
      arrived: this.progress.arrived,
      done: this.progress.done.at,
      checkpoint: this.checkpoints.written,
      buffered: this.fresh.count,
      retrying: this.retries.count,
      inFlight,
      consumers: this.consumers.list,
    };
  }

  handle(input: GroupInput, now: number): readonly GroupEffect[] {
    this.apply(input, now);
    for (const waiting of [this.retries, this.fresh]) waiting.giveOut((task) => this.give(task, now));
    const at = this.checkpoints.due(input.kind === 'time-passed' ? now : null);
    if (at !== null) this.effects.push({ kind: 'checkpoint', at });
    const { effects } = this;
    this.effects = [];
    return effects;
  }

  private apply(input: GroupInput, now: number): void {
    switch (input.kind) {
      case 'arrived':
        return this.arrive(input.event);
      case 'passed':
        return this.progress.pass(input.at, input.count);
      case 'caught-up':
        this.isLive = true;
        return;
      case 'replayed':
        return this.replay(input.event, input.revision);
      case 'parked':
        return this.finish(input.task);
      case 'checkpointed':
        return this.checkpoints.settle(input.isWritten, now);
      case 'time-passed':
        return this.takeBackOverdue(now);
      default:
        return this.applyFrom(input, now);
    }
  }

  /** What consumers do. */
  private applyFrom(input: Extract<GroupInput, { consumer: string }>, now: number): void {
    switch (input.kind) {
      case 'connected':
        return this.consumers.add(input.consumer, input.slots);
      case 'left':
        for (const task of this.consumers.remove(input.consumer)) this.retry(task);
        return;
      case 'paused':
      case 'resumed':
        return this.consumers.pause(input.consumer, input.kind === 'paused');
      case 'acked':
      case 'nacked':
        return this.answered(input, now);
    }
  }

  private answered(input: Extract<GroupInput, { eventIds: readonly string[] }>, now: number): void {
    for (const eventId of input.eventIds) {
      const delivery = this.consumers.takeBack(input.consumer, eventId);
      if (!delivery) continue; // it was taken back before, and is somebody else's by now
      this.effects.push({
        kind: 'finished',
        consumer: input.consumer,
        tookMs: now - delivery.givenAtMs,
      });
      if (input.kind === 'acked' || input.action === 'skip') this.finish(delivery.task);
      else if (input.action === 'retry') this.retry(delivery.task);
      else this.park(delivery.task, `Client explicitly NAK'ed message.\n${input.reason}`);
    }
  }

  private arrive(event: GroupEvent): void {
    const task = this.newTask(event, false);
    this.progress.arrive(task.sequence, event.at);
    this.fresh.add(task);
  }

  private replay(event: GroupEvent, revision: bigint): void {
    const task = this.newTask(event, true);
    this.replays.begin(task.sequence, revision);
    this.retries.add(task);
  }

  private newTask(event: GroupEvent, isReplay: boolean): Task {
    const task: Task = { sequence: this.sequence, event, retryCount: 0, isReplay };
    this.sequence += 1;
    this.heldBytes += bytesOf(task);
    return task;
  }

  private give(task: Task, now: number): Given {
    if (!this.consumers.haveRoom) return 'stop';
    const consumer = this.consumers.give(task, now);
    if (!consumer) return 'kept';
    this.effects.push({ kind: 'push', consumer: consumer.id, task });
    return 'given';
  }

  private takeBackOverdue(now: number): void {
    const { messageTimeoutMs } = this.settings;
    if (messageTimeoutMs === 0) return;
    for (const consumer of this.consumers.list) {
      for (const task of consumer.overdue(now - messageTimeoutMs)) {
        this.consumers.takeBack(consumer.id, task.event.id);
        this.retry(task);
      }
    }
  }

  private retry(task: Task): void {
    const { maxRetryCount } = this.settings;
    if (task.retryCount >= maxRetryCount) this.park(task, `Reached retry count of ${maxRetryCount}`);
    else this.retries.add({ ...task, retryCount: task.retryCount + 1 });
  }

  private park(task: Task, reason: string): void {
    this.effects.push({ kind: 'park', task, reason });
  }

  private finish(task: Task): void {
    this.heldBytes -= bytesOf(task);
    if (!task.isReplay) return this.progress.finish(task.sequence);
    const before = this.replays.finish(task.sequence);
    if (before !== null) this.effects.push({ kind: 'forget-parked', before });
  }

  private get bufferMax(): number {
    const { liveBufferSize, historyBufferSize } = this.settings;
    return Math.max(1, this.isLive ? liveBufferSize : historyBufferSize);
  }

  private roomFor(held: number, wanted: number): boolean {
    return held + wanted <= this.bufferMax && this.heldBytes < heldBytesMax;
  }
}
