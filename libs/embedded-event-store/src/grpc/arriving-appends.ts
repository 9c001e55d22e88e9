import type { AppendRequest } from '../engine/append-request.js';
import { AppendNotConfirmed } from '../engine/errors.js';
import { refuseAll } from './access.js';
import { InvalidRequest } from './errors.js';
import { expectedRevisionOf } from './expected-revisions.js';
import type { Holding, Intake } from './intake.js';
import { proposedEvent } from './proposed-events.js';
import type { BatchAppendReq } from './protocol.js';
import { streamNameOf } from './stream-names.js';
import { textOf } from './uuids.js';

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
  take(chunk: BatchAppendReq): ArrivedAppend | null {
    const correlationId = textOf(chunk.getCorrelationId());
    if (this.refused.has(correlationId)) return this.ignore(correlationId, chunk);
    const append = this.arriving.get(correlationId) ?? this.begin(chunk);
    const refusal = add(append, chunk);
    const { holding } = append;
    const request = { ...append.request, events: holding.events };
    if (refusal !== null) return this.refuse({ correlationId, request, refusal, holding }, chunk);
    if (!chunk.getIsFinal()) {
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

  private begin(chunk: BatchAppendReq): Arriving {
    if (this.arriving.size + this.refused.size >= unfinishedMax) {
      throw new InvalidRequest('Too many appends have begun and not ended.');
    }
    return { request: requestOf(chunk), holding: this.intake.begin() };
  }

  private refuse(arrived: ArrivedAppend, chunk: BatchAppendReq): ArrivedAppend {
    this.arriving.delete(arrived.correlationId);
    if (!chunk.getIsFinal()) this.refused.add(arrived.correlationId);
    return arrived;
  }

  private ignore(correlationId: string, chunk: BatchAppendReq): null {
    if (chunk.getIsFinal()) this.refused.delete(correlationId);
    return null;
  }
}

/** @returns why the append is refused, or null. */
function add({ request, holding }: Arriving, chunk: BatchAppendReq): unknown {
  try {
    const { streamName, deadlineMs = Infinity } = request;
    refuseAll(streamName);
    if (deadlineMs <= Date.now()) throw new AppendNotConfirmed('The deadline of the append had passed.');
    for (const message of chunk.getProposedMessagesList()) holding.add(proposedEvent(message));
    return null;
  } catch (error) {
    return error;
  }
}

function requestOf(chunk: BatchAppendReq): Arriving['request'] {
  const options = chunk.getOptions();
  const exact = options?.hasStreamPosition() ? options.getStreamPosition() : null;
  const deadline = options?.getDeadline();
  return {
    streamName: streamNameOf(options?.getStreamIdentifier()),
    expectedRevision: options ? expectedRevisionOf(options, exact) : 'any',
    ...(deadline && { deadlineMs: deadline.toDate().getTime() }),
  };
}
