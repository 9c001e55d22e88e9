// A life of a group, played: consumers that hold what they were given, a parked stream, checkpoints that are written or
// not. After every step it is compared with what must hold of it, whatever happens.

import { Group } from '../persistent/group.js';
import type { GroupEvent, Task } from '../persistent/group-event.js';
import type { GroupEffect, GroupInput, NackAction } from '../persistent/group-io.js';
import type { GroupSettings } from '../persistent/group-settings.js';
import {
  checkCounts,
  checkPinned,
  checkWaiting,
  holds,
  isPinned,
  type Held,
  type Known,
  type Whereabouts,
} from './group-laws.js';
import type { Step } from './group-step.js';

export class GroupLife {
  readonly group: Group;
  readonly known = new Map<number, Known>();
  /** The last checkpoint that was written. */
  checkpoint = -1n;
  private readonly consumers = new Map<string, Held>();
  private readonly parking: Task[] = [];
  private readonly parked: GroupEvent[] = [];
  private replayed = 0;
  private forgottenBefore = 0n;
  private writing: bigint | null = null;
  private now = 0;
  private at = -1n;
  private sequence = 0;
  private names = 0;
  private lastFirst = new Map<string, number>();
  private hasRepetitions = false;

  constructor(readonly settings: GroupSettings) {
    this.group = new Group(settings, -1n);
  }

  live(step: Step): void {
    this.happen(step);
    checkCounts(this.known, this.parking.length, this.group.state);
    holds(this.group.state.buffered <= this.bufferMax, 'the buffer is not exceeded');
    checkWaiting(this.settings, this.waiting, this.consumers);
  }

  /** One who takes everything acknowledges everything, and all that is under way is carried out. */
  finish(): void {
    this.connect(10_000);
    for (let round = 0; round < 10_000; round += 1) {
      for (const [consumer, held] of this.consumers) {
        if (held.isPaused) this.pause(consumer, false);
      }
      if (this.writing !== null) this.live({ kind: 'checkpoint-written' });
      if (this.parking.length > 0) this.live({ kind: 'park-written' });
      const holding = [...this.consumers].find(([, { tasks }]) => tasks.size > 0);
      if (holding) this.answer(holding[0], 0, null);
      else if (this.parking.length === 0) return;
    }
    throw new Error('The group never comes to an end.');
  }

  get unfinished(): Task[] {
    return this.tasks((where) => where !== 'finished');
  }

  get waiting(): Task[] {
    return this.tasks((where) => where === 'waiting');
  }

  /** In the order in which they were given out. */
  get inFlight(): Task[] {
    return [...this.consumers.values()].flatMap(({ tasks }) => [...tasks.values()].map(({ task }) => task));
  }

  private get bufferMax(): number {
    const { liveBufferSize, historyBufferSize } = this.settings;
    return Math.max(1, liveBufferSize, historyBufferSize);
  }

  private tasks(isWanted: (where: Whereabouts) => boolean): Task[] {
    return [...this.known.values()].filter(({ where }) => isWanted(where)).map(({ task }) => task);
  }

  private happen(step: Step): void {
    switch (step.kind) {
      case 'arrive':
        return this.arrive(step.pin, step.repeats);
      case 'connect':
        return this.connect(step.slots);
      case 'leave':
        return this.someone(step.who, (consumer) => this.leave(consumer));
      case 'pause':
      case 'resume':
        return this.someone(step.who, (consumer) => this.pause(consumer, step.kind === 'pause'));
      case 'ack':
        return this.someone(step.who, (consumer) => this.answer(consumer, step.which, null));
      case 'nack':
        return this.someone(step.who, (consumer) => this.answer(consumer, step.which, step.action));
      default:
        return this.happenElsewhere(step);
    }
  }

  private happenElsewhere(step: Step): void {
    switch (step.kind) {
      case 'ack-unknown':
        return this.someone(step.who, (consumer) =>
          this.feed({ kind: 'acked', consumer, eventIds: [`never given ${step.number}`] }),
        );
      case 'pass':
        this.at += 3n;
        return this.feed({ kind: 'passed', at: this.at, count: 3 });
      case 'park-written':
        return this.parkWritten();
      case 'checkpoint-written':
      case 'checkpoint-lost':
        return this.checkpointSettled(step.kind === 'checkpoint-written');
      case 'replay':
        return this.replay();
      case 'wait':
        return this.wait(step.ms);
      default:
        throw new Error(step.kind);
    }
  }

  /** As the feed does: only while there is room. */
  private arrive(pin: number, repeats: boolean): void {
    if (this.group.isFull) return;
    this.at += 1n;
    this.hasRepetitions ||= repeats;
    const event = anEvent(repeats ? 'the same' : `event ${this.at}`, this.at, `pin ${pin}`);
    this.begin(event, false);
    this.feed({ kind: 'arrived', event });
  }

  private begin(event: GroupEvent, isReplay: boolean): void {
    const task: Task = { sequence: this.sequence, event, retryCount: 0, isReplay };
    this.known.set(this.sequence, { task, where: 'waiting', pushes: 0 });
    this.sequence += 1;
  }

  private connect(slots: number): void {
    this.names += 1;
    this.consumers.set(`consumer ${this.names}`, { slots, isPaused: false, tasks: new Map() });
    this.feed({ kind: 'connected', consumer: `consumer ${this.names}`, slots });
  }

  private leave(consumer: string): void {
    for (const { task } of this.consumers.get(consumer)?.tasks.values() ?? []) this.move(task, 'waiting');
    this.consumers.delete(consumer);
    this.feed({ kind: 'left', consumer });
  }

  private pause(consumer: string, isPaused: boolean): void {
    const held = this.consumers.get(consumer);
    if (held) held.isPaused = isPaused;
    this.feed({ kind: isPaused ? 'paused' : 'resumed', consumer });
  }

  private answer(consumer: string, which: number, action: NackAction | null): void {
    const held = this.consumers.get(consumer)?.tasks ?? new Map<number, never>();
    const { task } = [...held.values()][which % held.size] ?? {};
    if (!task) return;
    held.delete(task.sequence);
    this.move(task, action === null || action === 'skip' ? 'finished' : 'waiting');
    const eventIds = [task.event.id];
    if (action === null) this.feed({ kind: 'acked', consumer, eventIds });
    else this.feed({ kind: 'nacked', consumer, eventIds, action, reason: 'of the test' });
  }

  private parkWritten(): void {
    const task = this.parking.shift();
    if (!task) return;
    this.move(task, 'finished');
    this.parked.push({ ...task.event, id: `parked ${this.parked.length}`, at: BigInt(this.parked.length) });
    this.feed({ kind: 'parked', task });
  }

  private checkpointSettled(isWritten: boolean): void {
    if (this.writing === null) return;
    if (isWritten) this.checkpoint = this.writing;
    this.writing = null;
    this.feed({ kind: 'checkpointed', isWritten });
  }

  private replay(): void {
    const event = this.parked[this.replayed];
    if (!event || !this.group.hasRoomForReplay) return;
    this.replayed += 1;
    this.begin(event, true);
    this.feed({ kind: 'replayed', event, revision: event.at });
  }

  private wait(ms: number): void {
    this.now += ms;
    const { messageTimeoutMs } = this.settings;
    for (const { tasks } of messageTimeoutMs > 0 ? this.consumers.values() : []) {
      for (const { task, since } of [...tasks.values()]) {
        if (since > this.now - messageTimeoutMs) continue;
        tasks.delete(task.sequence);
        this.move(task, 'waiting');
      }
    }
    this.feed({ kind: 'time-passed' });
  }

  private feed(input: GroupInput): void {
    for (const effect of this.group.handle(input, this.now)) this.carryOut(effect);
  }

  private carryOut(effect: GroupEffect): void {
    switch (effect.kind) {
      case 'push':
        return this.pushed(effect.consumer, effect.task);
      case 'park':
        this.expectWaiting(effect.task);
        this.move(effect.task, 'parking');
        this.parking.push(effect.task);
        return;
      case 'checkpoint':
        return this.checkpointWanted(effect.at);
      case 'forget-parked':
        return this.forgotten(effect.before);
      case 'finished':
        holds(effect.tookMs >= 0, 'time goes on');
    }
  }

  private pushed(consumer: string, task: Task): void {
    const held = this.consumers.get(consumer);
    this.expectWaiting(task);
    if (!held || held.isPaused) throw new Error(`${consumer} takes nothing`);
    const known = this.move(task, 'in-flight');
    known.pushes += 1;
    known.task = task;
    holds(task.retryCount === known.pushes - 1, 'retries are counted');
    holds(task.retryCount <= this.settings.maxRetryCount, 'there are no more retries than there may be');
    held.tasks.set(task.sequence, { task, since: this.now });
    holds(held.tasks.size <= held.slots, 'nobody has more than there is room for');
    const ids = new Set([...held.tasks.values()].map((each) => each.task.event.id));
    holds(ids.size === held.tasks.size, 'an id says which event is meant');
    this.checkOrder(task);
    if (isPinned(this.settings)) checkPinned(this.consumers, consumer, task.event.pin);
  }

  /** For the first time events are given out in their order, as far as an order is promised. */
  private checkOrder(task: Task): void {
    if (task.retryCount > 0 || task.isReplay || this.hasRepetitions) return;
    const group = isPinned(this.settings) ? task.event.pin : '';
    holds(task.sequence > (this.lastFirst.get(group) ?? -1), 'the order is kept');
    this.lastFirst.set(group, task.sequence);
  }

  private checkpointWanted(at: bigint): void {
    holds(this.writing === null, 'checkpoints are written one at a time');
    holds(at > this.checkpoint && at <= this.at, 'checkpoints go forwards');
    for (const { event, isReplay } of this.unfinished) {
      holds(isReplay || event.at > at, 'a checkpoint passes only what is finished');
    }
    this.writing = at;
  }

  private forgotten(before: bigint): void {
    holds(
      before > this.forgottenBefore && before <= BigInt(this.replayed),
      'what is parked is forgotten in order',
    );
    for (const { event, isReplay } of this.unfinished) {
      holds(!isReplay || event.at >= before, 'only what is finished is forgotten');
    }
    this.forgottenBefore = before;
  }

  private someone(who: number, act: (consumer: string) => void): void {
    const names = [...this.consumers.keys()];
    const name = names[who % names.length];
    if (name !== undefined) act(name);
  }

  private expectWaiting({ sequence }: Task): void {
    holds(this.known.get(sequence)?.where === 'waiting', `event ${sequence} waits`);
  }

  private move(task: Task, where: Whereabouts): Known {
    const known = this.known.get(task.sequence);
    if (!known) throw new Error(`Nothing is known of ${task.sequence}.`);
    return Object.assign(known, { where });
  }
}

function anEvent(id: string, at: bigint, pin: string): GroupEvent {
  const nothing = Buffer.alloc(0);
  const createdAt = new Date(0);
  const names = { id, type: 'Happened', streamName: 'stream', isJson: true, createdAt };
  return { id, at, pin, entry: { ...names, position: at, revision: at, data: nothing, metadata: nothing } };
}
