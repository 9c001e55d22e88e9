import { routes, type Receipt } from '#libs/contract';
import { Commands } from '../testing/commands.js';
import { startTestApi, type TestApi } from '../testing/test-api.js';

let api: TestApi;
let user: Record<string, string>;
let last: Receipt;
beforeAll(async () => {
  api = await startTestApi({ projecting: true });
  user = await api.signedIn({ accountId: 'acc-ada' });
  const commands = await Commands.of(api);
  await commands.grant('acc-ada', { model: 'gpt-5-nano', amount: '50002.5' });
  await commands.makeUnlimited('acc-ada', 'claude-sonnet-4.5');
  last = await commands.consume('acc-ada', '1');
});
afterAll(() => api.close());

const get = (url: string, headers = user) =>
  api.app.inject({ url, query: { after: last.position }, headers });

it("answers the signed-in user's balances exactly as the brief shows", async () => {
  const answer = await get(routes.briefBalance);
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toEqual({
    success: true,
    data: {
      'claude-sonnet-4.5': {
        credit: 0,
        isUnlimited: true,
        entity_key: 'claude-sonnet-4.5',
        engine: 'anthropic',
      },
      'gpt-5-nano': { credit: 50000, isUnlimited: false, entity_key: 'gpt-5-nano', engine: 'openai' },
    },
  });
});

it('answers the rate of a feature exactly as the brief shows', async () => {
  expect((await get(routes.briefFeatureRate('ai_bots'))).body).toBe(
    '{"success":true,"data":{"feature_key":"ai_bots","feature_name":"AI Bots","tokens_per_unit":2.5,"token_type":"word"}}',
  );
});

it('answers a problem for a feature that has no rate', async () => {
  expect((await get(routes.briefFeatureRate('nothing'))).json()).toMatchObject({
    status: 404,
    code: 'not-found',
  });
});

it('refuses the balance to those without an account', async () => {
  const auditor = await api.signedIn({ role: 'auditor', accountId: null });
  expect((await get(routes.briefBalance, auditor)).json()).toMatchObject({ status: 403, code: 'forbidden' });
  const restricted = { authorization: await api.apiKey({ accountId: 'acc-ada' }) };
  expect((await get(routes.briefBalance, restricted)).statusCode).toBe(200);
});

it('answers nothing to strangers', async () => {
  expect((await get(routes.briefBalance, {})).statusCode).toBe(401);
  expect((await get(routes.briefFeatureRate('ai_bots'), {})).statusCode).toBe(401);
});
