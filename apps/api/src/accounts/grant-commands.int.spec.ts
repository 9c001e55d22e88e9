import { accountKind, requestHash } from '#libs/aggregates';
import { grantResponseSchema, routes } from '#libs/contract';
import { streamName } from '#libs/ledger';
import { randomUUID } from 'node:crypto';
import { AccountDriver } from '../testing/account-driver.js';
import { startTestApi, type TestApi } from '../testing/test-api.js';

const GRANT = { model: 'gpt-5-nano', amount: '5' };

let api: TestApi;
let driver: AccountDriver;
beforeAll(async () => {
  api = await startTestApi();
  driver = await AccountDriver.of(api);
});
afterAll(() => api.close());

async function hashOfGrant(body: object): Promise<unknown> {
  const accountId = randomUUID();
  const answer = await driver.send('POST', routes.grants(accountId), body);
  grantResponseSchema.parse(answer.json());
  const hashes: unknown[] = [];
  for await (const event of api.resources.eventStore.readStream(streamName(accountKind.kind, accountId)))
    hashes.push(event.metadata['requestHash']);
  return hashes[0];
}

it('recognizes the retry of a grant that was sent before grants could be scheduled or roll over', async () => {
  const first = { ...GRANT, source: 'bonus', priority: 100, expiresAt: null, reason: null };
  expect(await hashOfGrant(GRANT)).toBe(requestHash({ command: 'GrantTokens', body: first }));
});

it('grants at once, and rolls nothing over, when the request does not say', async () => {
  const answer = await driver.send('POST', routes.grants(randomUUID()), GRANT);
  expect(grantResponseSchema.parse(answer.json())).toMatchObject({
    balanceAfter: '5',
    expiresAt: null,
    rollover: { rule: 'none' },
  });
});

it('schedules a grant, which is no part of the balance yet', async () => {
  const effectiveFrom = '2999-01-01T00:00:00.000Z';
  const rollover = { rule: 'all', until: '3001-01-01T00:00:00.000Z' };
  const scheduled = { ...GRANT, effectiveFrom, expiresAt: '3000-01-01T00:00:00.000Z', rollover };
  const answer = await driver.send('POST', routes.grants(randomUUID()), scheduled);
  const grant = grantResponseSchema.parse(answer.json());
  expect(grant).toMatchObject({ balanceAfter: '0', lapsed: [], repaid: '0', effectiveFrom, rollover });
});
