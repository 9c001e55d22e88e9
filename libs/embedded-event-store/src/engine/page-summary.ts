import { isHiddenFromAll } from './hidden-streams.js';
import type { LogEntry } from './log-entry.js';

/** What a filter looks at. */
export type FilterSubject = 'stream-name' | 'event-type';

/** Of a page of the log: enough to see that a filter lets nothing of it through. */
export interface PageSummary {
  /** All events that are not hidden. */
  readonly considered: readonly LogEntry[];
  /** The first of them with each stream name, and with each type. */
  readonly first: Readonly<Record<FilterSubject, readonly LogEntry[]>>;
}

const summaries = new WeakMap<readonly LogEntry[], PageSummary>();

/** Followers that keep up share their pages, and so what is known of them. */
export function summaryOf(page: readonly LogEntry[]): PageSummary {
  const known = summaries.get(page);
  if (known) return known;
  const summary = summarized(page.filter(({ streamName }) => !isHiddenFromAll(streamName)));
  summaries.set(page, summary);
  return summary;
}

function summarized(considered: readonly LogEntry[]): PageSummary {
  const byStream = new Map<string, LogEntry>();
  const byType = new Map<string, LogEntry>();
  for (const entry of considered) {
    if (!byStream.has(entry.streamName)) byStream.set(entry.streamName, entry);
    if (!byType.has(entry.type)) byType.set(entry.type, entry);
  }
  const first = { 'stream-name': [...byStream.values()], 'event-type': [...byType.values()] };
  return { considered, first };
}
