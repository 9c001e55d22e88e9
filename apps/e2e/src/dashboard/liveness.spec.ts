import { randomUUID } from 'node:crypto';
import { endowedAccount, until } from '../system/index.js';
import { accessibilityFindings } from './accessibility.js';
import { setStage } from './stage.js';
import { registered, registeredUser } from './visitor.js';

const POLL_MS = 30_000;
const RECONNECT_MS_MAX = 30_000;
const BALANCE = /\/balance\?/;

const stage = setStage();

beforeEach(async () => {
  await stage.arrive();
});

const availableIs = (amount: string) =>
  until(`${amount} are available`, async () => (await stage.visitor.figure('Available Tokens')) === amount);
const freshnessIs = (freshness: string) =>
  until(`the page is ${freshness}`, async () => (await stage.visitor.freshness()) === freshness);

it('moves when tokens are used elsewhere, without being loaded again', async () => {
  const consumption = await endowedAccount(stage.api, '1000');
  await stage.visitor.signIn(await registeredUser(stage.api, consumption.accountId));
  await availableIs('1000');
  await freshnessIs('live');
  const loads: string[] = [];
  stage.visitor.page.on('framenavigated', (frame) => loads.push(frame.url()));

  await stage.api.consume({ ...consumption, units: '2.5' });
  await availableIs('997.5');
  await until('the month includes it', async () => (await stage.visitor.figure('Used This Month')) === '2.5');
  expect(await stage.visitor.page.locator('tl-usage-history td.used').first().innerText()).toBe('2.5');
  expect(loads).toEqual([]);
});

it('keeps up with a hundred uses in a row, and asks seldom', async () => {
  const consumption = await endowedAccount(stage.api, '1000');
  await stage.visitor.signIn(await registeredUser(stage.api, consumption.accountId));
  await freshnessIs('live');
  let questions = 0;
  stage.visitor.page.on('request', (request) => (questions += request.url().includes('/balance') ? 1 : 0));

  const begun = Date.now();
  for (let use = 0; use < 100; use += 1) await stage.api.consume(consumption);
  await availableIs('900');
  const seconds = (Date.now() - begun) / 1_000;
  expect(questions).toBeLessThanOrEqual(4 * seconds + 4);
});

it('goes on by polling where nothing can be pushed, and is live again once it can', async () => {
  const consumption = await endowedAccount(stage.api, '1000');
  await stage.visitor.page.clock.install();
  await stage.visitor.context.route('**/live', (route) => route.abort());
  await stage.visitor.signIn(await registeredUser(stage.api, consumption.accountId));
  await availableIs('1000');
  await freshnessIs('polling');

  await stage.api.consume(consumption);
  await stage.visitor.page.clock.fastForward(POLL_MS);
  await availableIs('999');
  await freshnessIs('polling');

  await stage.visitor.context.unroute('**/live');
  await stage.visitor.page.clock.fastForward(RECONNECT_MS_MAX);
  await freshnessIs('live');
  await stage.api.consume(consumption);
  await availableIs('998');
});

it('says that it is stale while the server is gone, and catches up by itself', async () => {
  const consumption = await endowedAccount(stage.api, '1000');
  await stage.visitor.signIn(await registeredUser(stage.api, consumption.accountId));
  await freshnessIs('live');
  const pid = stage.ledger.pidOf('API');
  const backTo = stage.visitor.context;
  await backTo.setOffline(true);
  stage.ledger.kill('API');
  await freshnessIs('stale');
  expect(await stage.visitor.page.locator('tl-as-of-chip .reason').innerText()).toBe('You are offline.');
  expect(await stage.visitor.figure('Available Tokens')).toBe('1000');
  expect(await accessibilityFindings(stage.visitor.page)).toEqual([]);

  await stage.ledger.restarted('API', pid);
  await until(
    'the API takes commands',
    async () => (await stage.api.consume(consumption, 'after')).status === 201,
  );
  await backTo.setOffline(false);
  await availableIs('999');
  await freshnessIs('live');
});

it('explains an account without tokens, and offers a next step', async () => {
  await stage.visitor.signIn(await registeredUser(stage.api, `acc-${randomUUID()}`));
  await stage.visitor.page.getByText('No tokens yet').waitFor();
  await stage.visitor.page.getByText('Nothing used yet').waitFor();
  expect(await stage.visitor.figure('Total Tokens')).toBe('0');
  expect(await accessibilityFindings(stage.visitor.page)).toEqual([]);

  await stage.visitor.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await stage.visitor.page.getByRole('button', { name: 'Copy account id' }).click();
  await stage.visitor.page.getByRole('button', { name: 'Copied' }).waitFor();
});

it('shows a failure where the content would be, with its code, and tries again when asked', async () => {
  const consumption = await endowedAccount(stage.api, '1000');
  const problem = { code: 'database-unavailable', status: 503, title: '', detail: '', type: '' };
  await stage.visitor.context.route(BALANCE, (route) => route.fulfill({ status: 503, json: problem }));
  await stage.visitor.signInSeeing(
    await registeredUser(stage.api, consumption.accountId),
    'Your balance could not be loaded.',
  );
  expect(await stage.visitor.page.getByRole('alert').first().innerText()).toContain('database-unavailable');
  expect(await accessibilityFindings(stage.visitor.page)).toEqual([]);

  await stage.visitor.context.unroute(BALANCE);
  await stage.visitor.page.getByRole('button', { name: 'Try again' }).click();
  await availableIs('1000');
});

it('leads to sign-in when the session ends elsewhere', async () => {
  const consumption = await endowedAccount(stage.api, '1000');
  await stage.visitor.signIn(await registeredUser(stage.api, consumption.accountId));
  await freshnessIs('live');
  await stage.visitor.context.clearCookies();
  // As if the network had been away: the page asks for news.
  await stage.visitor.page.evaluate("dispatchEvent(new Event('online'))");
  await stage.visitor.page.getByText('Your session has ended.').waitFor();
});

it('tells an auditor that there is no account of their own', async () => {
  const who = { name: 'Audrey Auditor', role: 'auditor', accountId: null } as const;
  await stage.visitor.signInSeeing(await registered(stage.api, who), 'No account of your own');
  expect(await accessibilityFindings(stage.visitor.page)).toEqual([]);
});
