import { NOTIFICATION_KINDS } from '#libs/contract';
import type { NotificationReading, ReadPlace } from '#libs/identity';
import type { NotificationReader } from '#libs/read-models';

/** As the list of notifications wants to know it. */
export function readerOf({ muted, through, ids }: NotificationReading): NotificationReader {
  return { kinds: NOTIFICATION_KINDS.filter((kind) => !muted.includes(kind)), through, ids };
}

/** What a page says that it knows of. */
export function writeReadThrough({ position, at }: ReadPlace): string {
  return `${position}-${at.getTime()}`;
}

/** @param text as the contract has it. */
export function readReadThrough(text: string): ReadPlace {
  const [position = '', at = ''] = text.split('-');
  return { position: BigInt(position), at: new Date(Number(at)) };
}
