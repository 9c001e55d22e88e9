// What must hold of a group after everything that happens to it; see `GroupLife`.

import type { Group } from '../persistent/group.js';
import type { Task } from '../persistent/group-event.js';
import type { GroupSettings } from '../persistent/group-settings.js';

export type Whereabouts = 'waiting' | 'in-flight' | 'parking' | 'finished';

export interface Known {
  task: Task;
  where: Whereabouts;
  pushes: number;
}

export interface Held {
  readonly slots: number;
  isPaused: boolean;
  readonly tasks: Map<number, { readonly task: Task; readonly since: number }>;
}

export const isPinned = ({ strategy }: GroupSettings) =>
  strategy === 'Pinned' || strategy === 'PinnedByCorrelation';

/** Cheaper than `expect`, of which there would be millions. */
export function holds(condition: boolean, law: string): void {
  if (!condition) throw new Error(`It does not hold that ${law}.`);
}

export function checkCounts(known: ReadonlyMap<number, Known>, parking: number, state: Group['state']): void {
  const counts = { waiting: 0, 'in-flight': 0, parking: 0, finished: 0 };
  for (const { where } of known.values()) counts[where] += 1;
  holds(state.inFlight === counts['in-flight'], 'what is in flight is counted');
  holds(state.buffered + state.retrying === counts.waiting, 'what waits is counted');
  holds(counts.parking === parking, 'what is to be parked is asked for once');
}

export function checkWaiting(
  settings: GroupSettings,
  waiting: readonly Task[],
  consumers: ReadonlyMap<string, Held>,
): void {
  if (isPinned(settings)) checkNobodySleeps(waiting, consumers);
  else checkNobodyWaits(waiting, consumers);
}

function checkNobodyWaits(waiting: readonly Task[], consumers: ReadonlyMap<string, Held>): void {
  for (const { isPaused, slots, tasks } of consumers.values()) {
    if (isPaused || tasks.size >= slots) continue;
    const ids = new Set([...tasks.values()].map(({ task }) => task.event.id));
    holds(
      waiting.every(({ event }) => ids.has(event.id)),
      'nothing waits while somebody has room',
    );
  }
}

/** Of pinned ones: each kind of event is somebody's, who takes it when nothing is under way. */
function checkNobodySleeps(waiting: readonly Task[], consumers: ReadonlyMap<string, Held>): void {
  const all = [...consumers.values()];
  const isIdle = all.every(({ isPaused, tasks }) => !isPaused && tasks.size === 0);
  if (isIdle && all.some(({ slots }) => slots > 0)) holds(waiting.length === 0, 'nothing waits for nobody');
}

export function checkPinned(consumers: ReadonlyMap<string, Held>, consumer: string, pin: string): void {
  for (const [other, { tasks }] of consumers) {
    const isElsewhere = [...tasks.values()].some(({ task }) => task.event.pin === pin);
    holds(other === consumer || !isElsewhere, 'what belongs together is together');
  }
}
