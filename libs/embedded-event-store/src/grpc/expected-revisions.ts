import type { ExpectedRevision } from '#libs/event-store';

/** The `oneof` in which both ways of appending say what they expect. */
interface Expectation {
  hasNoStream(): boolean;
  hasStreamExists(): boolean;
}

export function expectedRevisionOf(options: Expectation, exact: string | null): ExpectedRevision {
  if (exact !== null) return BigInt(exact);
  if (options.hasNoStream()) return 'no-stream';
  return options.hasStreamExists() ? 'stream-exists' : 'any';
}
