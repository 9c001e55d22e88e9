import { isJsonObject, jsonObjectIn, StreamDeleted } from '#libs/event-store';
import type { EventLog } from '../engine/event-log.js';
import { lastEvent } from '../engine/last-event.js';
import { metastreamOf } from '../engine/stream-metadata.js';
import { AccessDenied } from '../grpc/errors.js';
import type { Caller } from './caller.js';
import { isAllowed, needsAcl, noAcl, ownerOf, type Acl, type Attempt } from './stream-acl.js';

type Reads = Pick<EventLog, 'readStream'>;

/** @throws {AccessDenied} */
export async function assertStreamAccess(log: Reads, attempt: Attempt): Promise<void> {
  if (await isGranted(log, attempt)) return;
  const { caller, action, streamName } = attempt;
  throw new AccessDenied(`${caller.name ?? 'Anonymous'} may not ${action} ${streamName}.`);
}

export function mayReadStream(log: Reads, caller: Caller, streamName: string): Promise<boolean> {
  return isGranted(log, { caller, action: 'read', streamName });
}

async function isGranted(log: Reads, attempt: Attempt): Promise<boolean> {
  const isAsked = needsAcl(attempt.caller);
  const [metadata, settings] = isAsked
    ? await Promise.all([latest(log, metastreamOf(ownerOf(attempt.streamName))), latest(log, '$settings')])
    : [noAcl, noAcl];
  const defaults = {
    userStreams: aclIn(settings['$userStreamAcl']),
    systemStreams: aclIn(settings['$systemStreamAcl']),
  };
  return isAllowed(attempt, aclIn(metadata['$acl']), defaults);
}

const aclIn = (value: unknown): Acl => (isJsonObject(value) ? value : noAcl);

async function latest(log: Reads, streamName: string): Promise<Acl> {
  try {
    const last = await lastEvent(log, streamName);
    return (last?.isJson && jsonObjectIn(last.data)) || noAcl;
  } catch (error) {
    if (error instanceof StreamDeleted) return noAcl; // a tombstone has no list; the call itself is told of it
    throw error;
  }
}
