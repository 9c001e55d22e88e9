import { ada, createIdentityFixture, type IdentityFixture } from '../testing/identity-fixture.js';
import { hashPassword } from './password.js';
import { EmailTaken } from './users.js';

let fixture: IdentityFixture;
beforeAll(async () => {
  fixture = await createIdentityFixture();
  await fixture.identity.users.create(ada);
});
afterAll(() => fixture.close());

it('signs a user in with e-mail in any case and the password', async () => {
  const user = await fixture.identity.users.authenticate('aDA@EXAMPLE.com', ada.password);
  expect(user).toMatchObject({ email: 'Ada@example.com', role: 'user', accountId: 'acc-ada' });
});

it('never hands out the password hash', async () => {
  const user = await fixture.identity.users.authenticate(ada.email, ada.password);
  expect(JSON.stringify(user)).not.toContain('argon2');
});

it('refuses a wrong password and an unknown e-mail alike', async () => {
  expect(await fixture.identity.users.authenticate(ada.email, 'wrong')).toBeNull();
  expect(await fixture.identity.users.authenticate('nobody@example.com', ada.password)).toBeNull();
});

it('takes no second user with the same e-mail in another case', async () => {
  await expect(fixture.identity.users.create({ ...ada, email: 'ADA@example.com' })).rejects.toThrow(
    EmailTaken,
  );
});

it('accepts the same password composed of other code points', async () => {
  await fixture.identity.users.create({
    ...ada,
    email: 'zoe@example.com',
    password: 'Zoe\u0308 likes cafe\u0301s',
  });
  expect(
    await fixture.identity.users.authenticate('zoe@example.com', 'Zo\u00eb likes caf\u00e9s'),
  ).not.toBeNull();
});

it("hashes with argon2id and OWASP's parameters", async () => {
  expect(await hashPassword('secret')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

it('works as hard on an unknown e-mail as on a wrong password', async () => {
  const unknown = await workOf(() => fixture.identity.users.authenticate('nobody@example.com', 'wrong'));
  const wrong = await workOf(() => fixture.identity.users.authenticate(ada.email, 'wrong'));
  expect(unknown / wrong).toBeGreaterThan(0.5);
  expect(unknown / wrong).toBeLessThan(2);
});

/** Processor time of this process in all its threads: unlike the clock it does not count what others do. */
async function workOf(task: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  for (let run = 0; run < 10; run += 1) await task();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
