import type { AppendRequest } from '../engine/append-request.js';
import { AppendNotConfirmed } from '../engine/errors.js';
import { refuseAll } from './access.js';
import type { BatchChunk } from './batch-chunks.js';
import { InvalidRequest } from './errors.js';
import type { Holding, Intake } from './intake.js';
import { proposedEvent } from './proposed-events.js';

export interface ArrivedAppend {
  readonly correlationId: string;
  readonly request: AppendRequest;
  /** Why it is refused without being tried. */
  readonly refusal?: unknown;
  /** To be released when it is answered. */
  readonly holding: Holding;
}

interface Arriving {
  readonly request: Omit<AppendRequest, 'events'>;
  readonly holding: Holding;
}

/** Of one stream; nobody begins so many appends and ends none. */
const unfinishedMax = 10_000;

/** Puts the chunks of a batch stream together. Each append comes out once: complete, or with its refusal. */
export class ArrivingAppends {
  private readonly arriving = new Map<string, Arriving>();
  /** Answered before their last chunk: what still comes of them is ignored. */
  private readonly refused = new Set<string>();

  constructor(private readonly intake: Intake) {}

  /** @throws {InvalidRequest} when the client begins ever more appends and ends none. */
  take(chunk: BatchChunk): ArrivedAppend | null {
    const { correlationId } = chunk;
    if (this.refused.has(correlationId)) return this.ignore(correlationId, chunk);
    const append = this.arriving.get(correlationId) ?? this.begin(chunk);
    const refusal = add(append, chunk);
    const { holding } = append;
    const request = { ...append.request, events: holding.events };
    if (refusal !== null) return this.refuse({ correlationId, request, refusal, holding }, chunk);
    if (!chunk.isFinal) {
      this.arriving.set(correlationId, append);
      return null;
    }
    this.arriving.delete(correlationId);
    return { correlationId, request, holding };
  }

  /** Whatever has not arrived whole never will. */
  forget(): void {
    for (const { holding } of this.arriving.values()) holding.release();
    this.arriving.clear();
    this.refused.clear();
  }

  private begin(chunk: BatchChunk): Arriving {
    if (this.arriving.size + this.refused.size >= unfinishedMax) {
      throw new InvalidRequest('Too many appends have begun and not ended.');
    }
    return { request: chunk.options, holding: this.intake.begin() };
  }

  private refuse(arrived: ArrivedAppend, chunk: BatchChunk): ArrivedAppend {
    this.arriving.delete(arrived.correlationId);
    if (!chunk.isFinal) this.refused.add(arrived.correlationId);
    return arrived;
  }

  private ignore(correlationId: string, chunk: BatchChunk): null {
    if (chunk.isFinal) this.refused.delete(correlationId);
    return null;
  }
}

/** @returns why the append is refused, or null. */
function add({ request, holding }: Arriving, chunk: BatchChunk): unknown {
  try {
    const { streamName, deadlineMs = Infinity } = request;
    refuseAll(streamName);
    if (deadlineMs <= Date.now()) throw new AppendNotConfirmed('The deadline of the append had passed.');
    for (const message of chunk.proposed) holding.add(proposedEvent(message));
    return null;
  } catch (error) {
    return error;
  }
}
