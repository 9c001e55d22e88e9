import type { CommandOutcome, DomainEvent } from '#libs/aggregates';
import { RefusedCommand } from '../problems/problem.js';

export interface CommandAnswer<Body> {
  readonly body: Body;
  readonly replayed: boolean;
}

/** The event that is the command's own, and what else its operation recorded. */
export interface CarriedOut<Event extends DomainEvent, Own extends Event> {
  readonly event: Own;
  readonly revision: bigint;
  /** Of the operation's last event: who reads after it sees all that the operation did. */
  readonly position: bigint;
  /** What followed from the own event, in the same append. */
  readonly following: readonly Event[];
}

/**
 * The answer to a command that is recorded by an event of this type. An operation may record more:
 * what was due before it, and what followed from it.
 * @param isOwn tells the command's event from another of its type that was due before it.
 * @throws {RefusedCommand}
 */
export function answerWith<Event extends DomainEvent, Type extends Event['type'], Body>(
  outcome: CommandOutcome<Event>,
  type: Type,
  describe: (carriedOut: CarriedOut<Event, Extract<Event, { type: Type }>>) => Body,
  isOwn: (event: Extract<Event, { type: Type }>) => boolean = () => true,
): CommandAnswer<Body> {
  if (outcome.refusal) throw new RefusedCommand(outcome.refusal);
  const { events, replayed } = outcome;
  for (const [index, { event, revision, position }] of events.entries()) {
    if (!isOfType(event, type) || !isOwn(event)) continue;
    const after = events.slice(index + 1);
    const following = after.map((each) => each.event);
    const body = describe({ event, revision, position: after.at(-1)?.position ?? position, following });
    return { body, replayed };
  }
  throw new Error(`The command was carried out and recorded no ${type}.`);
}

function isOfType<Event extends DomainEvent, Type extends Event['type']>(
  event: Event,
  type: Type,
): event is Extract<Event, { type: Type }> {
  return event.type === type;
}

/** Where the command stands in the log: what there is to say of it when nothing else is. */
export function accepted({ position }: { readonly position: bigint }) {
  return { position: position.toString() };
}
