import type { SubscriptionFilter } from '#libs/event-store';
import { STREAM_PREFIX } from '#libs/ledger';

/** The streams of the ledger; what else stands in the log is nobody's read model. */
export const FOLLOWED_STREAMS = {
  streamNamePrefixes: Object.values(STREAM_PREFIX),
} satisfies SubscriptionFilter;

export function isFollowed(streamName: string): boolean {
  return FOLLOWED_STREAMS.streamNamePrefixes.some((prefix) => streamName.startsWith(prefix));
}
