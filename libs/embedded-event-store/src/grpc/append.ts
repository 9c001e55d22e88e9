import type { handleClientStreamingCall } from '@grpc/grpc-js';
import { WrongExpectedRevision } from '#libs/event-store';
import type { AppendOutcome, AppendRequest } from '../engine/append-request.js';
import type { EventLog } from '../engine/event-log.js';
import { refuseAll } from './access.js';
import { InvalidRequest, serviceError } from './errors.js';
import { expectedRevisionOf } from './expected-revisions.js';
import type { Holding, Intake } from './intake.js';
import { proposedEvent, received } from './proposed-events.js';
import { shared, streams, type AppendReq, type AppendResp } from './protocol.js';
import { streamNameOf } from './stream-names.js';

/** The options come first, then an event with each message, then one answer. */
export function appendHandler(
  log: EventLog,
  intake: Intake,
): handleClientStreamingCall<AppendReq, AppendResp> {
  return (call, callback) => {
    const holding = intake.begin();
    const answered = answer(log, call, holding).finally(() => holding.release());
    answered.then(
      (response) => callback(null, response),
      (error: unknown) => callback(serviceError(error)),
    );
  };
}

async function answer(
  log: EventLog,
  messages: AsyncIterable<AppendReq>,
  holding: Holding,
): Promise<AppendResp> {
  const request = await arrived(messages, holding);
  refuseAll(request.streamName);
  try {
    return success(await log.append(request));
  } catch (error) {
    if (error instanceof WrongExpectedRevision) return wrongExpectedVersion(error);
    throw error;
  }
}

async function arrived(messages: AsyncIterable<AppendReq>, holding: Holding): Promise<AppendRequest> {
  let options: AppendReq.Options | undefined;
  for await (const message of messages) {
    options ??= firstOptions(message);
    const proposed = message.getProposedMessage();
    if (proposed) holding.add(proposedEvent(received(proposed)));
  }
  if (!options) throw new InvalidRequest('An append needs options.');
  const exact = options.hasRevision() ? options.getRevision() : null;
  return {
    streamName: streamNameOf(options.getStreamIdentifier()),
    expectedRevision: expectedRevisionOf(options, exact),
    events: holding.events,
  };
}

/** Nothing else says for which stream it is: that is what was asked whether the caller may append to it. */
function firstOptions(message: AppendReq): AppendReq.Options {
  const options = message.getOptions();
  if (!options) throw new InvalidRequest('The options of an append come first.');
  return options;
}

function success({ revision, position }: AppendOutcome): AppendResp {
  const answered = new streams.AppendResp.Success().setPosition(
    new streams.AppendResp.Position()
      .setCommitPosition(reportable(position))
      .setPreparePosition(reportable(position)),
  );
  if (revision < 0n) answered.setNoStream(new shared.Empty());
  else answered.setCurrentRevision(revision.toString());
  return new streams.AppendResp().setSuccess(answered);
}

/** An append of nothing to no stream has no position, and the client wants one. */
const reportable = (position: bigint) => (position < 0n ? 0n : position).toString();

function wrongExpectedVersion({ expected, actual }: WrongExpectedRevision): AppendResp {
  const wrong = new streams.AppendResp.WrongExpectedVersion();
  if (actual === 'no-stream') wrong.setCurrentNoStream(new shared.Empty());
  else wrong.setCurrentRevision(actual.toString());
  if (expected === 'any') wrong.setExpectedAny(new shared.Empty());
  else if (expected === 'no-stream') wrong.setExpectedNoStream(new shared.Empty());
  else if (expected === 'stream-exists') wrong.setExpectedStreamExists(new shared.Empty());
  else wrong.setExpectedRevision(expected.toString());
  return new streams.AppendResp().setWrongExpectedVersion(wrong);
}
