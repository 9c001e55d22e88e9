import type { GroupName } from './group-settings.js';

/** A revision of a stream as it is, a position of the log as `C:9/P:9`. */
export const placeText = ({ streamName }: GroupName, at: bigint): string =>
  streamName === null ? `C:${at}/P:${at}` : at.toString();

const form = /^(?:C:)?(-?\d+)(?:\/P:-?\d+)?$/;

/** Null when it is neither. */
export function placeOf(text: string): bigint | null {
  const [, at] = form.exec(text) ?? [];
  return at === undefined ? null : BigInt(at);
}
