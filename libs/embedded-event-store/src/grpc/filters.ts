import type { FollowFilter } from '../engine/follow.js';
import type { LogEntry } from '../engine/log-entry.js';
import { InvalidRequest } from './errors.js';
import type { ReadReq } from './protocol.js';

const windowDefault = 32;

type FilterOptions = ReadReq.Options.FilterOptions;
type Expression = ReadReq.Options.FilterOptions.Expression;

/** On stream names or event types: a regular expression, or any of some prefixes. */
export function filterOf(options: FilterOptions): FollowFilter {
  const checkpointEvery =
    (options.hasMax() ? options.getMax() : windowDefault) * options.getCheckpointintervalmultiplier();
  if (checkpointEvery <= 0) throw new InvalidRequest('The checkpoint interval must be greater than zero.');
  const stream = options.getStreamIdentifier();
  const type = options.getEventType();
  if (stream) return { matches: matching(stream, (entry) => entry.streamName), checkpointEvery };
  if (type) return { matches: matching(type, (entry) => entry.type), checkpointEvery };
  throw new InvalidRequest('A filter is on stream names or on event types.');
}

function matching(
  expression: Expression,
  subject: (entry: LogEntry) => string,
): (entry: LogEntry) => boolean {
  const pattern = expression.getRegex();
  if (pattern !== '') {
    const regex = compiled(pattern);
    return (entry) => regex.test(subject(entry));
  }
  const prefixes = expression.getPrefixList();
  return (entry) => prefixes.some((prefix) => subject(entry).startsWith(prefix));
}

function compiled(pattern: string): RegExp {
  try {
    return new RegExp(pattern);
  } catch (cause) {
    throw new InvalidRequest(`"${pattern}" is not a regular expression.`, { cause });
  }
}
