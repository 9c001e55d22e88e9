import type { FollowFilter } from './follow.js';
import type { LogEntry } from './log-entry.js';
import type { FilterSubject } from './page-summary.js';
import { patternOf } from './pattern.js';

/** A filter as it is asked for, and kept. */
export interface FilterTerms {
  readonly on: FilterSubject;
  /** Wins over prefixes, unless it is empty. */
  readonly pattern: string;
  readonly prefixes: readonly string[];
  readonly checkpointEvery: number;
}

/** @throws {InvalidPattern} */
export function eventFilter({ on, pattern, prefixes, checkpointEvery }: FilterTerms): FollowFilter {
  const subject = (entry: LogEntry) => (on === 'stream-name' ? entry.streamName : entry.type);
  if (pattern !== '') {
    const matches = patternOf(pattern);
    return { on, matches: (entry) => matches(subject(entry)), checkpointEvery };
  }
  const begins = (entry: LogEntry) => prefixes.some((prefix) => subject(entry).startsWith(prefix));
  return { on, matches: begins, checkpointEvery };
}
