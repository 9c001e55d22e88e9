// Who may do what with a stream: its own `$acl`, else the defaults of `$settings`, else everybody for the streams of
// users and administrators for those of the system. Anonymous callers get nothing, as in EventStoreDB since 23.6.

import { isAdmin, type Caller } from './caller.js';

export type StreamAction = 'read' | 'write' | 'delete';

/** What is written in `$acl`, `$userStreamAcl` or `$systemStreamAcl`. */
export type Acl = Readonly<Record<string, unknown>>;

export interface DefaultAcls {
  readonly userStreams: Acl;
  readonly systemStreams: Acl;
}

export const noAcl: Acl = {};

const metastreamPrefix = '$$';
const keys = { read: '$r', write: '$w', delete: '$d' } as const;
const metaKeys = { read: '$mr', write: '$mw', delete: null } as const;

/** The stream whose `$acl` decides, which is the same for a stream and for its metadata. */
export function ownerOf(streamName: string): string {
  return streamName.startsWith(metastreamPrefix) ? streamName.slice(metastreamPrefix.length) : streamName;
}

/** Whether the answer hangs on any ACL at all. */
export function needsAcl(caller: Caller): boolean {
  return caller.name !== null && !isAdmin(caller);
}

export interface Attempt {
  readonly caller: Caller;
  readonly action: StreamAction;
  readonly streamName: string;
}

export function isAllowed({ caller, action, streamName }: Attempt, acl: Acl, defaults: DefaultAcls): boolean {
  if (caller.name === null) return false;
  const key = (streamName.startsWith(metastreamPrefix) ? metaKeys : keys)[action];
  if (key === null) return false;
  if (isAdmin(caller)) return true;
  const roles = rolesIn(acl[key]) ?? defaultRoles(key, ownerOf(streamName), defaults);
  return roles.some((role) => ['$all', caller.name, ...caller.groups].includes(role));
}

function defaultRoles(key: string, owner: string, defaults: DefaultAcls): readonly string[] {
  return owner.startsWith('$')
    ? (rolesIn(defaults.systemStreams[key]) ?? ['$admins'])
    : (rolesIn(defaults.userStreams[key]) ?? ['$all']);
}

/** Null where nothing is said; what is said and makes no sense is a role that nobody has. */
function rolesIn(entry: unknown): readonly string[] | null {
  if (entry === undefined || entry === null) return null;
  return (Array.isArray(entry) ? entry : [entry]).map(String);
}
