import type { AppendRequest } from './append-request.js';
import { isMetastream, metastreamOf, originOf } from './stream-metadata.js';

/** The streams whose heads decide these appends, or are brought forward by them. */
export function streamsOf(requests: readonly AppendRequest[]): Set<string> {
  const names = new Set<string>();
  for (const { streamName, removal } of requests) {
    names.add(streamName);
    if (isMetastream(streamName)) names.add(originOf(streamName));
    if (removal) names.add(metastreamOf(streamName));
  }
  return names;
}
