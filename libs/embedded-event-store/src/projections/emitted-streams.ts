// The streams that a projection writes to. Each is continued where its latest event, by its stamp, says that the
// projection left off: an emission whose position is not beyond that is there already. So whatever is emitted again
// after a crash, or after an append of unknown outcome, is written once, and in the order of the log.

import { LRUCache } from 'lru-cache';
import { StreamDeleted } from '#libs/event-store';
import { mayBeStreamName } from '../engine/append-rules.js';
import type { LogEntry } from '../engine/log-entry.js';
import { lastRevisionEver, metastreamOf } from '../engine/stream-metadata.js';
import { metadataOfEmitted, type EmittedEvent } from './emitted-events.js';
import { ProjectionFault } from './errors.js';
import type { ProjectedLog } from './projected-log.js';
import { all } from './all.js';
import { isOf, stampOf, type Author } from './stamp.js';

/** Bounds the memory; those that are not remembered are looked up. */
const rememberedMax = 10_000;
/** No emission is larger: a name, and a revision before it. */
const emissionBytesMax = 2_100;
const batchMax = 128;

interface EmittedStream {
  readonly revision: bigint;
  /** Emissions up to this position are there; null: none since the projection was created or reset. */
  readonly emittedUpTo: bigint | null;
}

const missing: EmittedStream = { revision: -1n, emittedUpTo: null };

export class EmittedStreams {
  private readonly known = new LRUCache<string, EmittedStream>({ max: rememberedMax });

  constructor(
    private readonly log: ProjectedLog,
    private readonly author: Author,
  ) {}

  /**
   * Writes those that are not there yet. When it fails, some may have been written: they are not when tried again.
   * @throws {ProjectionFault} when a stream is not this projection's alone.
   */
  async emit(emissions: readonly EmittedEvent[]): Promise<void> {
    try {
      const streams = await this.load(byStream(emissions));
      await all(streams.map((each) => this.prepare(each)));
      await all(streams.flatMap((each) => this.write(each)));
    } catch (error) {
      this.known.clear();
      if (error instanceof StreamDeleted)
        throw new ProjectionFault(`The '${error.streamName}' stream is deleted.`);
      throw error;
    }
  }

  private async load(wanted: ReadonlyMap<string, readonly EmittedEvent[]>): Promise<Unwritten[]> {
    const unknown = [...wanted.keys()].filter((name) => !this.known.has(name));
    const found = new Map<string, LogEntry>();
    if (unknown.length > 0) {
      for (const entry of await this.log.latestOf(unknown)) found.set(entry.streamName, entry);
    }
    return [...wanted].flatMap(([name, emissions]) => {
      const stream = this.known.get(name) ?? this.emittedStream(found.get(name));
      const left = emissions.filter(({ position }) => position > (stream.emittedUpTo ?? -1n));
      return left.length === 0 ? [] : [{ name, stream, emissions: left }];
    });
  }

  private emittedStream(latest: LogEntry | undefined): EmittedStream {
    if (!latest) return missing;
    const { revision, streamName, metadata } = latest;
    if (revision === lastRevisionEver) throw new StreamDeleted(streamName);
    const stamp = stampOf(metadata);
    const { projectionId } = this.author;
    if (!stamp) {
      throw new ProjectionFault(
        `The '${streamName}' stream managed by projection ${projectionId} has been written to from the outside.`,
      );
    }
    if (stamp.projectionId !== projectionId) {
      throw new ProjectionFault(
        `Multiple projections emitting to the same stream detected. Stream: '${streamName}'. ` +
          `Last event projection: '${stamp.projectionId}'. Emitting projection: '${projectionId}'`,
      );
    }
    return { revision, emittedUpTo: isOf(stamp, this.author) ? stamp.position : null };
  }

  /** Everybody may read what is emitted; what was emitted before a reset is hidden. */
  private async prepare({ name, stream: { revision, emittedUpTo } }: Unwritten): Promise<void> {
    if (emittedUpTo !== null) return;
    const metadata = metadataOfEmitted(revision + 1n);
    await this.log.append({
      streamName: metastreamOf(name),
      expectedRevision: 'any',
      events: [metadata],
      isBehind: true,
    });
  }

  private write({ name, stream, emissions }: Unwritten): Promise<void>[] {
    const size = Math.min(batchMax, Math.max(1, Math.floor(this.log.maxAppendBytes / emissionBytesMax)));
    const batches = Array.from({ length: Math.ceil(emissions.length / size) }, (_, index) =>
      emissions.slice(index * size, (index + 1) * size),
    );
    return batches.map(async (batch, index) => {
      const last = stream.revision + BigInt(index * size);
      const { revision } = await this.log.append({
        streamName: name,
        expectedRevision: last < 0n ? 'no-stream' : last,
        events: batch.map(({ event }) => event),
        isBehind: true,
      });
      this.known.set(name, { revision, emittedUpTo: batch.at(-1)?.position ?? stream.emittedUpTo });
    });
  }
}

interface Unwritten {
  readonly name: string;
  readonly stream: EmittedStream;
  readonly emissions: readonly EmittedEvent[];
}

/** In their order. What would need a stream whose name is too long to be one is left out. */
function byStream(emissions: readonly EmittedEvent[]): Map<string, EmittedEvent[]> {
  const streams = new Map<string, EmittedEvent[]>();
  for (const emission of emissions) {
    const { streamName } = emission;
    const sameStream = streams.get(streamName);
    if (sameStream) sameStream.push(emission);
    else if (mayBeStreamName(metastreamOf(streamName))) streams.set(streamName, [emission]);
  }
  return streams;
}
