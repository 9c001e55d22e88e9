// Which streams may have metadata or a tombstone. Nearly none have, so that nearly every read and append is spared the
// question. A Bloom filter: of bounded size however many there are, and never wrong when it says no.

import type { WriterSession } from './writer-session.js';
import { isMetastream, originOf } from './stream-metadata.js';

const bits = 2 ** 23;
const probes = 4;

/** A tombstoned stream has a row for its metastream, too, though that has no events. */
const selectMetastreams = `SELECT name FROM event_log.streams
  WHERE name >= '$$' AND name < '$%' AND id >= $1`;

export class MarkedStreams {
  private readonly words = new Uint32Array(bits / 32);
  private isEmpty = true;
  private nextStreamId = 0;

  /** Those that came since it was last loaded. */
  async load(session: WriterSession, nextStreamId: number): Promise<void> {
    const rows = await session.rows<[string]>('metastreams', selectMetastreams, [this.nextStreamId]);
    for (const [name] of rows) this.mark(originOf(name));
    this.nextStreamId = nextStreamId;
  }

  mark(streamName: string): void {
    this.isEmpty = false;
    for (const bit of bitsOf(streamName)) this.words[bit >>> 5] = this.word(bit) | (1 << (bit & 31));
  }

  /** No means no; yes means that it has to be looked up. */
  mayHave(streamName: string): boolean {
    if (isMetastream(streamName)) return true;
    if (this.isEmpty) return false;
    return bitsOf(streamName).every((bit) => (this.word(bit) & (1 << (bit & 31))) !== 0);
  }

  private word(bit: number): number {
    return this.words[bit >>> 5] ?? 0;
  }
}

/** Two FNV-1a hashes of different beginnings, combined. */
function bitsOf(text: string): number[] {
  const [first, second] = [hash(text, 0x811c9dc5), hash(text, 0x9747b28c) | 1];
  return Array.from({ length: probes }, (_, probe) => (first + Math.imul(probe, second)) & (bits - 1));
}

function hash(text: string, seed: number): number {
  let value = seed;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value ^ (value >>> 15);
}
