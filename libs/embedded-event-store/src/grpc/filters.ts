import { eventFilter, type FilterTerms } from '../engine/event-filter.js';
import type { FollowFilter } from '../engine/follow.js';
import { InvalidPattern } from '../engine/pattern.js';
import { InvalidRequest } from './errors.js';

const windowDefault = 32;

interface Expression {
  getRegex(): string;
  getPrefixList(): string[];
}

/** As reads and persistent subscriptions send them. */
interface FilterOptions {
  getStreamIdentifier(): Expression | undefined;
  getEventType(): Expression | undefined;
  hasMax(): boolean;
  getMax(): number;
  getCheckpointintervalmultiplier(): number;
}

/** On stream names or event types: a regular expression, or any of some prefixes. */
export function filterTermsOf(options: FilterOptions): FilterTerms {
  const checkpointEvery =
    (options.hasMax() ? options.getMax() : windowDefault) * options.getCheckpointintervalmultiplier();
  if (checkpointEvery <= 0) throw new InvalidRequest('The checkpoint interval must be greater than zero.');
  const stream = options.getStreamIdentifier();
  const expression = stream ?? options.getEventType();
  if (!expression) throw new InvalidRequest('A filter is on stream names or on event types.');
  return {
    on: stream ? 'stream-name' : 'event-type',
    pattern: expression.getRegex(),
    prefixes: expression.getPrefixList(),
    checkpointEvery,
  };
}

/** @throws {InvalidRequest} */
export function filterOf(terms: FilterTerms): FollowFilter {
  try {
    return eventFilter(terms);
  } catch (cause) {
    throw cause instanceof InvalidPattern ? new InvalidRequest(cause.message, { cause }) : cause;
  }
}
