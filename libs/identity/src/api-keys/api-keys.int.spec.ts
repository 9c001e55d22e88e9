import { createIdentityFixture, type IdentityFixture } from '../testing/identity-fixture.js';
import { openIdentity } from '../identity.js';
import type { NewApiKey } from './api-keys.js';

let fixture: IdentityFixture;
beforeAll(async () => {
  fixture = await createIdentityFixture();
});
afterAll(() => fixture.close());

const importer: NewApiKey = {
  name: 'Importer',
  role: 'service',
  scopes: ['tokens:consume'],
  accountId: 'acc-ada',
  expiresAt: null,
};

it('accepts a key that it created', async () => {
  const { key, apiKey } = await fixture.identity.apiKeys.create(importer);
  expect(key).toMatch(/^tlk_[0-9a-f]{16}_[\w-]{43}$/);
  expect(await fixture.identity.apiKeys.authenticate(key)).toMatchObject({
    id: apiKey.id,
    scopes: ['tokens:consume'],
    accountId: 'acc-ada',
  });
});

it('never hands out the digest of the secret', async () => {
  await fixture.identity.apiKeys.create(importer);
  const [listed] = await fixture.identity.apiKeys.list();
  expect(listed).not.toHaveProperty('secretDigest');
});

it.each([
  ['nothing', ''],
  ['another text', 'Bearer'],
  ['an unknown id', `tlk_${'0'.repeat(16)}_${'A'.repeat(43)}`],
])('refuses %s', async (_what, presented) => {
  expect(await fixture.identity.apiKeys.authenticate(presented)).toBeNull();
});

it('refuses a wrong secret of a known id', async () => {
  const { apiKey } = await fixture.identity.apiKeys.create(importer);
  expect(await fixture.identity.apiKeys.authenticate(`tlk_${apiKey.id}_${'A'.repeat(43)}`)).toBeNull();
});

it('refuses a revoked key at once', async () => {
  const { key, apiKey } = await fixture.identity.apiKeys.create(importer);
  await fixture.identity.apiKeys.authenticate(key);
  expect(await fixture.identity.apiKeys.revoke(apiKey.id)).toBe(true);
  expect(await fixture.identity.apiKeys.authenticate(key)).toBeNull();
  expect(await fixture.identity.apiKeys.isOpen(apiKey.id)).toBe(false);
});

it('says so when there is no key to revoke', async () => {
  expect(await fixture.identity.apiKeys.revoke('0'.repeat(16))).toBe(false);
});

it('refuses a key from the moment that it expires', async () => {
  const { key } = await fixture.identity.apiKeys.create({
    ...importer,
    expiresAt: new Date('2026-01-03T08:58:00Z'),
  });
  expect(await fixture.identity.apiKeys.authenticate(key)).not.toBeNull();
  fixture.pass(3_600_000);
  expect(await fixture.identity.apiKeys.authenticate(key)).toBeNull();
});

it('has seen the keys that it created or accepted, and no other', async () => {
  const { key } = await fixture.identity.apiKeys.create(importer);
  expect(fixture.identity.apiKeys.hasSeen(key)).toBe(true);
  const other = await openIdentity(fixture.databaseUrl);
  expect(other.apiKeys.hasSeen(key)).toBe(false);
  await other.apiKeys.authenticate(key);
  expect(other.apiKeys.hasSeen(key)).toBe(true);
  expect(other.apiKeys.hasSeen('x')).toBe(false);
  await other.close();
});

it('remembers when a key was last used', async () => {
  const { key, apiKey } = await fixture.identity.apiKeys.create(importer);
  await fixture.identity.apiKeys.authenticate(key);
  const listed = (await fixture.identity.apiKeys.list()).find(({ id }) => id === apiKey.id);
  expect(listed?.lastUsedAt).toBeInstanceOf(Date);
});

it('accepts a key on every instance', async () => {
  const { key } = await fixture.identity.apiKeys.create(importer);
  const other = await openIdentity(fixture.databaseUrl);
  expect(await other.apiKeys.authenticate(key)).not.toBeNull();
  await other.close();
});
