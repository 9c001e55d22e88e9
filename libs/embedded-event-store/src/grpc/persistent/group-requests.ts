import type { FilterTerms } from '../../engine/event-filter.js';
import { allStreams, type GroupName, type GroupSettings } from '../../persistent/group-settings.js';
import type { GroupRequest } from '../../persistent/persistent-subscriptions.js';
import { InvalidRequest } from '../errors.js';
import { filterTermsOf } from '../filters.js';
import type { StreamIdentifier } from '../protocol.js';
import type { CreateReq, UpdateReq } from './persistent-protocol.js';
import { streamNameOf } from '../stream-names.js';
import { groupSettings } from './requested-settings.js';

interface NamedOptions {
  getGroupName(): string;
  getStreamIdentifier(): StreamIdentifier | undefined;
}

/** @throws {InvalidRequest} */
export function groupNameOf(options: (NamedOptions & { hasAll(): boolean }) | undefined): GroupName {
  if (!options) throw new InvalidRequest('The request needs options.');
  const streamName = options.hasAll() ? null : sourceOf(options.getStreamIdentifier());
  return { streamName, groupName: options.getGroupName() };
}

/** @throws {InvalidRequest} */
export function createRequest(options: CreateReq.Options | undefined): GroupRequest {
  const filter = options?.getAll()?.getFilter();
  return { ...changeRequest(options), filter: filter ? filterTermsOf(filter) : null };
}

/** @throws {InvalidRequest} */
export function changeRequest(
  options: CreateReq.Options | UpdateReq.Options | undefined,
): GroupName & { readonly settings: GroupSettings; readonly filter?: FilterTerms | null } {
  const settings = options?.getSettings();
  if (!options || !settings) throw new InvalidRequest('The request needs options with settings.');
  const groupName = options.getGroupName();
  const all = options.getAll();
  if (all) return { streamName: null, groupName, settings: groupSettings(settings, startOf(all)) };
  const stream = options.getStream();
  const streamName = sourceOf(stream?.getStreamIdentifier() ?? options.getStreamIdentifier());
  const startFrom = stream ? startOf(stream) : placeOf(settings.getRevision());
  return { streamName, groupName, settings: groupSettings(settings, startFrom) };
}

interface StartOptions {
  hasEnd(): boolean;
  getRevision?(): string;
  getPosition?(): { getCommitPosition(): string } | undefined;
}

function startOf(options: StartOptions): bigint | 'end' {
  if (options.hasEnd()) return 'end';
  return placeOf(options.getRevision?.() ?? options.getPosition?.()?.getCommitPosition() ?? '0');
}

/** The largest numbers mean the end. */
function placeOf(text: string): bigint | 'end' {
  const place = BigInt.asIntN(64, BigInt(text));
  return place < 0n ? 'end' : place;
}

/** Null for the whole log, whichever way it is named. */
function sourceOf(identifier: StreamIdentifier | undefined): string | null {
  const streamName = streamNameOf(identifier);
  if (streamName === '') throw new InvalidRequest('A stream has a name.');
  return streamName === allStreams ? null : streamName;
}
