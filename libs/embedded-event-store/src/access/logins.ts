import { createHmac, randomBytes } from 'node:crypto';
import { anonymous, type Caller } from './caller.js';
import type { User } from './default-users.js';
import { isPassword } from './password.js';

/** The credentials are of nobody. */
export class WrongLogin extends Error {
  override readonly name = 'WrongLogin';
}

/** So many wait for their password to be checked that this one is not. */
export class TooManyLogins extends Error {
  override readonly name = 'TooManyLogins';
}

const waitingMax = 64;

/**
 * Checking a password is slow on purpose, and every call brings one: what was right once is recognised by a keyed
 * digest. Wrong ones are checked one at a time, so that guessing costs neither memory nor the time of others.
 */
export class Logins {
  private readonly known = new Map<string, Caller>();
  private readonly key = randomBytes(32);
  private last: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  constructor(private readonly users: readonly User[]) {}

  /** @throws {WrongLogin} | {TooManyLogins} */
  async callerOf(authorization: string | null): Promise<Caller> {
    if (authorization === null) return anonymous;
    const digest = createHmac('sha256', this.key).update(authorization).digest('base64');
    const caller = this.known.get(digest) ?? (await this.inTurn(() => this.check(authorization)));
    this.known.set(digest, caller); // no more entries than spellings of right credentials, see check
    return caller;
  }

  private async check(authorization: string): Promise<Caller> {
    const encoded = /^basic ([A-Za-z0-9+/]+={0,2})$/i.exec(authorization)?.[1];
    const [, name, password] =
      /^([^:]*):(.*)$/s.exec(Buffer.from(encoded ?? '', 'base64').toString('utf8')) ?? [];
    const user = this.users.find((each) => each.name === name);
    if (this.known.size > waitingMax) this.known.clear();
    if (!user || !(await isPassword(password ?? '', user.password)))
      throw new WrongLogin('Wrong name or password.');
    return { name: user.name, groups: user.groups };
  }

  private async inTurn<T>(check: () => Promise<T>): Promise<T> {
    if (this.waiting >= waitingMax) throw new TooManyLogins('Too many logins at once.');
    this.waiting += 1;
    const turn = this.last.then(check);
    this.last = turn.catch(() => undefined); // whoever waits for the turn is told
    return await turn.finally(() => (this.waiting -= 1));
  }
}
