import { AccessDenied } from './errors.js';

/** The log as a whole is read, never written to. */
export function refuseAll(streamName: string): void {
  if (streamName === '$all') throw new AccessDenied('Nobody may append to $all.');
}
