import type { CommandOutcome, CommittedEvent, DomainEvent } from '#libs/aggregates';
import { RefusedCommand } from '../problems/problem.js';

export interface CommandAnswer<Body> {
  readonly body: Body;
  readonly replayed: boolean;
}

/**
 * The answer to a command that is recorded by an event of this type. An operation may record more:
 * what was due before it, and what followed from it.
 * @throws {RefusedCommand}
 */
export function answerWith<Event extends DomainEvent, Type extends Event['type'], Body>(
  outcome: CommandOutcome<Event>,
  type: Type,
  describe: (committed: CommittedEvent<Extract<Event, { type: Type }>>) => Body,
): CommandAnswer<Body> {
  if (outcome.refusal) throw new RefusedCommand(outcome.refusal);
  const committed = outcome.events.find(({ event }) => event.type === type);
  if (!committed) throw new Error(`The command was carried out and recorded no ${type}.`);
  const own = committed as CommittedEvent<Extract<Event, { type: Type }>>; // its type was just compared
  return { body: describe(own), replayed: outcome.replayed };
}

/** Where the command stands in the log: what there is to say of it when nothing else is. */
export function accepted({ position }: { readonly position: bigint }) {
  return { position: position.toString() };
}
