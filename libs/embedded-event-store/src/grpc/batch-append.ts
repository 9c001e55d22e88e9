import type { handleBidiStreamingCall } from '@grpc/grpc-js';
import type { Gate } from '../access/gate.js';
import type { AccessibleLog } from '../access/log-of-caller.js';
import { ArrivingAppends, type ArrivedAppend } from './arriving-appends.js';
import { batchSuccess, type Answered } from './batch-answers.js';
import type { BatchChunk } from './batch-chunks.js';
import { batchStatus } from './batch-errors.js';
import { serviceError } from './errors.js';
import type { Intake } from './intake.js';
import type { OpenCalls } from './open-calls.js';
import { streams, type BatchAnswer } from './protocol.js';
import { identifierOf } from './stream-names.js';
import { uuidOf } from './uuids.js';

type Appends = Pick<AccessibleLog, 'append'>;

/** Of one stream; more is read when some of them are answered. */
const underWayMax = 4_096;

/**
 * Any number of appends on one stream, each in one or more chunks, each answered exactly once as soon as it is
 * committed. One that fails is answered in the stream: were the stream to fail, all others of the client would too.
 */
export function batchAppendHandler(
  gate: Gate,
  intake: Intake,
  openCalls: OpenCalls,
): handleBidiStreamingCall<BatchChunk, BatchAnswer> {
  return (call) => {
    const signal = openCalls.open(call);
    const log: Appends = gate.logOf(call.metadata);
    const arriving = new ArrivingAppends(intake);
    let underWay = 0;
    let allSent = false;
    const endWhenAnswered = () => {
      if (allSent && underWay === 0 && !signal.aborted) call.end();
    };
    // A client that does not read its answers is not read from either.
    const keepPace = () => {
      if (underWay >= underWayMax || call.writableNeedDrain) call.pause();
      else call.resume();
    };
    const take = (arrived: ArrivedAppend) => {
      underWay += 1;
      void answer(log, arrived).then((response) => {
        arrived.holding.release();
        underWay -= 1;
        if (!signal.aborted) call.write(response);
        keepPace();
        endWhenAnswered();
      });
      keepPace();
    };
    signal.addEventListener('abort', () => arriving.forget(), { once: true });
    call.on('drain', keepPace);
    call.on('data', (chunk: BatchChunk) => {
      if (signal.aborted) return;
      try {
        const arrived = arriving.take(chunk);
        if (arrived) take(arrived);
      } catch (error) {
        call.emit('error', serviceError(error));
      }
    });
    call.on('end', () => {
      allSent = true;
      endWhenAnswered();
    });
  };
}

/** Never rejects: what goes wrong is the answer. */
async function answer(
  log: Appends,
  { request, correlationId, refusal }: ArrivedAppend,
): Promise<BatchAnswer> {
  const answered = { correlationId, streamName: request.streamName };
  if (refusal !== undefined) return refused(answered, refusal);
  try {
    return batchSuccess(answered, await log.append(request));
  } catch (error) {
    return refused(answered, error);
  }
}

function refused({ correlationId, streamName }: Answered, error: unknown): BatchAnswer {
  return new streams.BatchAppendResp()
    .setCorrelationId(uuidOf(correlationId))
    .setStreamIdentifier(identifierOf(streamName))
    .setError(batchStatus(error));
}
