// The users live in the log, as in EventStoreDB: the latest event of `$user-{name}` has the hash of the password.
// Only administrators may read system streams.

import { randomUUID } from 'node:crypto';
import { isJsonObject } from '#libs/event-store';
import { pastTheEnd, type EventLog } from '../engine/event-log.js';
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
  const range = { direction: 'backwards', from: pastTheEnd, limit: 1 } as const;
  for await (const { data } of log.readStream(`$user-${name}`, range)) {
    const user: unknown = JSON.parse(Buffer.from(data).toString('utf8'));
    if (!isJsonObject(user)) return null;
    const { hash, salt } = user;
    return typeof hash === 'string' && typeof salt === 'string' ? { hash, salt } : null;
  }
  return null;
}

async function store(
  log: EventLog,
  { name, fullName, groups }: (typeof defaultUsers)[number],
  password: HashedPassword,
): Promise<void> {
  const data = { loginName: name, fullName, groups, disabled: false, ...password };
  const event = {
    id: randomUUID(),
    type: '$UserUpdated',
    isJson: true,
    data: Buffer.from(JSON.stringify(data)),
    metadata: Buffer.from('{}'),
  };
  await log.append({ streamName: `$user-${name}`, expectedRevision: 'any', events: [event] });
}
