import type { Decider, Decision } from '../decider/decider.js';

/** Given events, when a command, then events or a refusal. */
export function specificationOf<State, Command, Event>(decider: Decider<State, Command, Event>) {
  return {
    given: (...events: readonly Event[]) => {
      const state = events.reduce((before, event) => decider.evolve(before, event), decider.initialState);
      return {
        state,
        when: (command: Command, now: Date): Decision<Event> => decider.decide(command, state, now),
      };
    },
  };
}
