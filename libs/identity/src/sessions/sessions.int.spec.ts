import pg from 'pg';
import { ada, createIdentityFixture, type IdentityFixture } from '../testing/identity-fixture.js';
import type { IdentifiedUser } from '../users/users.js';
import { SESSION_AGE_MS_MAX, SESSION_IDLE_MS_MAX } from './session-lifetime.js';

let fixture: IdentityFixture;
let user: IdentifiedUser;
beforeAll(async () => {
  fixture = await createIdentityFixture();
  user = await fixture.identity.users.create(ada);
});
afterAll(() => fixture.close());

it('finds an open session and its user by the token', async () => {
  const { token, csrfToken } = await fixture.identity.sessions.open(user);
  expect(await fixture.identity.sessions.find(token)).toMatchObject({ csrfToken, user: { id: user.id } });
});

it('finds nothing for a token that was never given', async () => {
  expect(await fixture.identity.sessions.find('guess')).toBeNull();
});

it('ends a session that is not used', async () => {
  const { token, id } = await fixture.identity.sessions.open(user);
  fixture.pass(SESSION_IDLE_MS_MAX);
  expect(await fixture.identity.sessions.find(token)).toBeNull();
  expect(await fixture.identity.sessions.isOpen(id)).toBe(false);
});

it('prolongs a session that is used, but not for ever', async () => {
  const { token } = await fixture.identity.sessions.open(user);
  const step = SESSION_IDLE_MS_MAX - 1;
  const stepsToMaximum = Math.floor(SESSION_AGE_MS_MAX / step);
  for (let used = 0; used < stepsToMaximum; used += 1) {
    fixture.pass(step);
    expect(await fixture.identity.sessions.find(token)).not.toBeNull();
  }
  fixture.pass(step);
  expect(await fixture.identity.sessions.find(token)).toBeNull();
});

it('asks whether a session is open without prolonging it', async () => {
  const { token, id } = await fixture.identity.sessions.open(user);
  fixture.pass(SESSION_IDLE_MS_MAX - 1);
  expect(await fixture.identity.sessions.isOpen(id)).toBe(true);
  fixture.pass(1);
  expect(await fixture.identity.sessions.find(token)).toBeNull();
});

it('is closed by signing out', async () => {
  const { token, id } = await fixture.identity.sessions.open(user);
  await fixture.identity.sessions.close(id);
  expect(await fixture.identity.sessions.find(token)).toBeNull();
});

it('purges what has expired and keeps what is open', async () => {
  await fixture.identity.sessions.purgeExpired();
  await fixture.identity.sessions.open(user);
  fixture.pass(SESSION_IDLE_MS_MAX);
  const { token } = await fixture.identity.sessions.open(user);
  expect(await fixture.identity.sessions.purgeExpired()).toBe(1);
  expect(await fixture.identity.sessions.find(token)).not.toBeNull();
});

it('stores nothing that opens a session', async () => {
  const { token } = await fixture.identity.sessions.open(user);
  const client = new pg.Client({ connectionString: fixture.databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ dump: string }>('SELECT s::text AS dump FROM identity.sessions s');
  await client.end();
  const stored = rows.map((row) => row.dump).join('\n');
  expect(stored).not.toContain(token);
  expect(stored).not.toContain(Buffer.from(token).toString('hex'));
});
