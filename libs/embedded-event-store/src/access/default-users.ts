// The users live in the log, as in EventStoreDB: the latest event of `$user-{name}` has the hash of the password.
// Only administrators may read system streams.

import { isJsonObject } from '#libs/event-store';
import type { EventLog } from '../engine/event-log.js';
import { jsonEvent } from '../engine/json-event.js';
import { lastEvent } from '../engine/last-event.js';
import { generatedPassword, hashPassword, isPassword, type HashedPassword } from './password.js';

export interface User {
  readonly name: string;
  readonly groups: readonly string[];
  readonly password: HashedPassword;
}

const defaultUsers = [
  { name: 'admin', fullName: 'Event Store Administrator', groups: ['$admins'] },
  { name: 'ops', fullName: 'Event Store Operations', groups: ['$ops'] },
] as const;

export type UserName = (typeof defaultUsers)[number]['name'];
export type GivenPasswords = Partial<Readonly<Record<UserName, string>>>;

export interface DefaultUsers {
  readonly users: readonly User[];
  /** Made up at this start, because none was given: to be shown now, for they are nowhere else. */
  readonly generated: GivenPasswords;
}

/** A password that is given replaces the one that is stored. */
export async function openDefaultUsers(log: EventLog, given: GivenPasswords): Promise<DefaultUsers> {
  const users: User[] = [];
  const generated: Partial<Record<UserName, string>> = {};
  for (const user of defaultUsers) {
    const stored = await storedPassword(log, user.name);
    const chosen = given[user.name];
    if (stored && (chosen === undefined || (await isPassword(chosen, stored)))) {
      users.push({ ...user, password: stored });
      continue;
    }
    const password = chosen ?? (generated[user.name] = generatedPassword());
    const hashed = await hashPassword(password);
    await store(log, user, hashed);
    users.push({ ...user, password: hashed });
  }
  return { users, generated };
}

async function storedPassword(log: EventLog, name: string): Promise<HashedPassword | null> {
  const last = await lastEvent(log, `$user-${name}`);
  const user: unknown = last && JSON.parse(Buffer.from(last.data).toString('utf8'));
  if (!isJsonObject(user)) return null;
  const { hash, salt } = user;
  return typeof hash === 'string' && typeof salt === 'string' ? { hash, salt } : null;
}

async function store(
  log: EventLog,
  { name, fullName, groups }: (typeof defaultUsers)[number],
  password: HashedPassword,
): Promise<void> {
  const data = { loginName: name, fullName, groups, disabled: false, ...password };
  const event = jsonEvent('$UserUpdated', data, Buffer.from('{}'));
  await log.append({ streamName: `$user-${name}`, expectedRevision: 'any', events: [event] });
}
