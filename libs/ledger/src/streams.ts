/** Stream names: one stream per aggregate. */
export const STREAM_PREFIX = {
  account: 'account-',
  rate: 'rate-',
  model: 'model-',
  package: 'package-',
  purchase: 'purchase-',
  subscription: 'subscription-',
  topUp: 'top-up-',
} as const;

export type StreamKind = keyof typeof STREAM_PREFIX;

export function streamName(kind: StreamKind, id: string): string {
  return STREAM_PREFIX[kind] + id;
}

/** @returns null for a stream of another kind. */
export function aggregateId(kind: StreamKind, stream: string): string | null {
  return stream.startsWith(STREAM_PREFIX[kind]) ? stream.slice(STREAM_PREFIX[kind].length) : null;
}
