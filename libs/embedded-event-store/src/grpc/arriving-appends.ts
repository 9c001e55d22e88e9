import { AppendTooLarge } from '#libs/event-store';
import type { AppendRequest } from '../engine/append-request.js';
import type { ProposedEvent } from '../engine/log-entry.js';
import { refuseAll } from './access.js';
import { DeadlinePassed } from './batch-errors.js';
import { expectedRevisionOf } from './expected-revisions.js';
import { proposedEvent } from './proposed-events.js';
import type { BatchAppendReq } from './protocol.js';
import { streamNameOf } from './stream-names.js';
import { textOf } from './uuids.js';

export interface ArrivedAppend {
  readonly correlationId: string;
  readonly request: AppendRequest;
  /** Why it is refused without being tried. */
  readonly refusal?: unknown;
}

interface Arriving {
  readonly request: Omit<AppendRequest, 'events'>;
  readonly events: ProposedEvent[];
  bytes: number;
}

/** Puts the chunks of a batch stream together. Each append comes out once: complete, or with its refusal. */
export class ArrivingAppends {
  private readonly arriving = new Map<string, Arriving>();
  /** Answered before their last chunk: what still comes of them is ignored. */
  private readonly refused = new Set<string>();

  constructor(private readonly maxAppendBytes: number) {}

  take(chunk: BatchAppendReq): ArrivedAppend | null {
    const correlationId = textOf(chunk.getCorrelationId());
    if (this.refused.has(correlationId)) return this.ignore(correlationId, chunk);
    const append = this.arriving.get(correlationId) ?? begin(chunk);
    const refusal = this.add(append, chunk);
    const request = { ...append.request, events: append.events };
    if (refusal !== null) return this.refuse({ correlationId, request, refusal }, chunk);
    if (!chunk.getIsFinal()) {
      this.arriving.set(correlationId, append);
      return null;
    }
    this.arriving.delete(correlationId);
    return { correlationId, request };
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

  /** @returns why the append is refused, or null. */
  private add(append: Arriving, chunk: BatchAppendReq): unknown {
    try {
      const { streamName, deadlineMs = Infinity } = append.request;
      refuseAll(streamName);
      if (deadlineMs <= Date.now()) throw new DeadlinePassed('The deadline of the append had passed.');
      for (const message of chunk.getProposedMessagesList()) {
        const event = proposedEvent(message);
        append.events.push(event);
        append.bytes += event.data.length;
      }
      if (append.bytes > this.maxAppendBytes) throw new AppendTooLarge(this.maxAppendBytes);
      return null;
    } catch (error) {
      return error;
    }
  }
}

function begin(chunk: BatchAppendReq): Arriving {
  const options = chunk.getOptions();
  const exact = options?.hasStreamPosition() ? options.getStreamPosition() : null;
  const deadline = options?.getDeadline();
  return {
    request: {
      streamName: streamNameOf(options?.getStreamIdentifier()),
      expectedRevision: options ? expectedRevisionOf(options, exact) : 'any',
      ...(deadline && { deadlineMs: deadline.toDate().getTime() }),
    },
    events: [],
    bytes: 0,
  };
}
