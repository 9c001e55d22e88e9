import type { Refusal } from './refusal.js';

/** Ids, the clock and everything else from outside come with the command. */
export interface Decider<State, Command, Event> {
  readonly initialState: State;
  decide(command: Command, state: State, now: Date): Decision<Event>;
  evolve(state: State, event: Event): State;
}

export type Decision<Event> = readonly Event[] | Refusal;

export function isRefusal<Event>(decision: Decision<Event>): decision is Refusal {
  return !Array.isArray(decision);
}
