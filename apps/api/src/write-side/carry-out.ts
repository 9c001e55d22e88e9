import type { CommandOutcome, CommittedEvent, DomainEvent } from '#libs/aggregates';
import { RefusedCommand } from '../problems/problem.js';

export interface CommandAnswer<Body> {
  readonly body: Body;
  readonly replayed: boolean;
}

/**
 * The answer to a command that is recorded by exactly one event.
 * @throws {RefusedCommand}
 */
export function answerWith<Event extends DomainEvent, Body>(
  outcome: CommandOutcome<Event>,
  describe: (committed: CommittedEvent<Event>) => Body,
): CommandAnswer<Body> {
  if (outcome.refusal) throw new RefusedCommand(outcome.refusal);
  const [committed] = outcome.events;
  if (!committed) throw new Error('The command was carried out and recorded no event.');
  return { body: describe(committed), replayed: outcome.replayed };
}

/** @throws {Error} for an operation that recorded something else than its command does. */
export function expectEvent<Event extends DomainEvent, Type extends Event['type']>(
  committed: CommittedEvent<Event>,
  type: Type,
): CommittedEvent<Extract<Event, { type: Type }>> {
  if (committed.event.type !== type) throw new Error(`Expected ${type}, found ${committed.event.type}.`);
  return committed as CommittedEvent<Extract<Event, { type: Type }>>; // its type was just compared
}
