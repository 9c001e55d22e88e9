import { AppendTooLarge } from '#libs/event-store';
import type { AppendRequest } from './append-request.js';
import { InvalidAppend } from './errors.js';

export const maxAppendBytesDefault = 1_048_576;
/** Of the node's own book-keeping: what a record of EventStoreDB holds. */
export const ownAppendBytesMax = 16 * 1_048_576;
/** Names are indexed, and an index entry must fit a third of a page. */
const streamNameBytesMax = 2_000;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const nil = '00000000-0000-0000-0000-000000000000';

/**
 * What can never be stored is refused at the door, before it shares a transaction with others.
 * @throws {InvalidAppend}
 * @throws {AppendTooLarge}
 */
export function checkAppend({ streamName, events }: AppendRequest, maxAppendBytes: number): void {
  checkStreamName(streamName);
  let bytes = 0;
  for (const { id, type, data } of events) {
    if (!uuid.test(id) || id === nil) throw new InvalidAppend(`"${id}" is not the id of an event.`);
    if (type === '' || !isText(type)) throw new InvalidAppend('An event needs a type.');
    bytes += data.length;
  }
  if (bytes > maxAppendBytes) throw new AppendTooLarge(maxAppendBytes);
}

export function mayBeStreamName(name: string): boolean {
  return name !== '' && name !== '$all' && isText(name) && Buffer.byteLength(name) <= streamNameBytesMax;
}

function checkStreamName(name: string): void {
  if (name === '' || name === '$all' || !isText(name)) {
    throw new InvalidAppend(`"${name}" is not a stream that events can be appended to.`);
  }
  if (Buffer.byteLength(name) > streamNameBytesMax) {
    throw new InvalidAppend(`The name of a stream may have at most ${streamNameBytesMax} bytes.`);
  }
}

const isText = (value: string) => !value.includes('\0');
