import {
  notificationPageSchema,
  notificationSettingsSchema,
  routes,
  type NotificationKind,
  type NotificationPage,
} from '#libs/contract';
import { rebuildReadModels } from '#libs/read-models';
import { Commands } from '../testing/commands.js';
import { startTestApi, type TestApi } from '../testing/test-api.js';

let api: TestApi;
let commands: Commands;
beforeAll(async () => {
  api = await startTestApi({ projecting: true });
  commands = await Commands.of(api);
});
afterAll(() => api.close());

let accounts = 0;
let accountId: string;
let after: string;
let ada: Record<string, string>;
/** An account of 100 tokens, and somebody who looks at it. */
beforeEach(async () => {
  accounts += 1;
  accountId = `acc-${accounts}`;
  ({ position: after } = await commands.grant(accountId, { model: 'gpt-5-nano', amount: '100' }));
  ada = await api.signedIn({ accountId });
});

/** One word costs 2.5 tokens. */
const use = async (words: string) => void ({ position: after } = await commands.consume(accountId, words));
const list = async (parameters: Record<string, string> = {}, headers = ada): Promise<NotificationPage> => {
  const query = { after, ...parameters };
  const answer = await api.app.inject({ url: routes.notifications(accountId), query, headers });
  return notificationPageSchema.parse(answer.json());
};
const kinds = async (parameters: Record<string, string> = {}) =>
  (await list(parameters)).items.map(({ kind }) => kind);
const markRead = async (payload: object, headers = ada) =>
  (
    await api.app.inject({ method: 'POST', url: routes.notificationsRead(accountId), payload, headers })
  ).json<{ unread: number }>();
const settings = (headers = ada) => api.app.inject({ url: routes.notificationSettings(accountId), headers });
const ALL_ON: Record<NotificationKind, boolean> = {
  'low-balance': true,
  'critical-balance': true,
  depleted: true,
  'expiring-soon': true,
  'purchase-failed': true,
};
const choose = (inApp: Partial<Record<NotificationKind, boolean>>) =>
  api.app.inject({
    method: 'PUT',
    url: routes.notificationSettings(accountId),
    payload: { inApp: { ...ALL_ON, ...inApp } },
    headers: ada,
  });

it('lists what the account is told, newest first, page by page', async () => {
  await use('36');
  await use('2');
  await use('2');
  const first = await list({ limit: '2' });
  expect(first).toMatchObject({ unread: 3, items: [{ kind: 'depleted' }, { kind: 'critical-balance' }] });
  const rest = await list({ limit: '2', cursor: first.nextCursor ?? '' });
  expect(rest).toMatchObject({ unread: 3, items: [{ kind: 'low-balance' }], nextCursor: null });
});

it('marks single ones as read, of this reader only', async () => {
  await use('36');
  await use('2');
  const { items } = await list();
  const ids = items.slice(0, 1).map(({ id }) => id);
  expect(await markRead({ ids: [...ids, 'never-was'] })).toEqual({ unread: 1 });
  expect(await markRead({ ids })).toEqual({ unread: 1 });
  expect((await list()).items.map(({ isRead }) => isRead)).toEqual([true, false]);
  expect(await kinds({ unread: 'true' })).toEqual(['low-balance']);
  expect((await list({}, await api.signedIn({ accountId }))).unread).toBe(2);
});

it('marks everything that a page knew of as read, and nothing that came meanwhile', async () => {
  await use('36');
  const { readThrough } = await list();
  await use('2');
  await list(); // the later one is there by now
  expect(await markRead({ through: readThrough })).toEqual({ unread: 1 });
  expect(await kinds({ unread: 'true' })).toEqual(['critical-balance']);
  expect(await markRead({ through: (await list()).readThrough })).toEqual({ unread: 0 });
  expect(await markRead({ through: readThrough })).toEqual({ unread: 0 });
});

it('tells of tokens that expire within a week', async () => {
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
  ({ position: after } = await commands.grant(accountId, { model: 'gpt-5-nano', amount: '5', expiresAt }));
  const { items, readThrough } = await list();
  expect(items).toMatchObject([{ kind: 'expiring-soon', tokens: '5', expiresAt, modelName: 'GPT-5 Nano' }]);
  expect(await markRead({ ids: items.map(({ id }) => id) })).toEqual({ unread: 0 });
  expect(await markRead({ through: readThrough })).toEqual({ unread: 0 });
});

it('neither lists nor counts a kind that is off, until it is on again', async () => {
  expect(notificationSettingsSchema.parse((await settings()).json())).toEqual({ inApp: ALL_ON });
  await use('36');
  await use('2');
  const chosen = await choose({ 'low-balance': false });
  expect(chosen.json()).toEqual({ inApp: { ...ALL_ON, 'low-balance': false } });
  expect((await settings()).json()).toEqual(chosen.json());
  expect(await list()).toMatchObject({ unread: 1, items: [{ kind: 'critical-balance' }] });
  await choose({});
  expect((await list()).unread).toBe(2);
});

it('remembers what was read, and what is off, when the read models are made anew', async () => {
  await use('36');
  await use('2');
  const { items } = await list();
  await markRead({ ids: items.slice(0, 1).map(({ id }) => id) });
  await choose({ depleted: false });
  const before = await list();
  await rebuildReadModels({ databaseUrl: api.databaseUrl, eventStore: api.resources.eventStore });
  expect({ ...(await list()), asOf: null, readThrough: null }).toEqual({
    ...before,
    asOf: null,
    readThrough: null,
  });
  expect(before.items.map(({ isRead }) => isRead)).toEqual([true, false]);
  expect((await settings()).json()).toEqual({ inApp: { ...ALL_ON, depleted: false } });
});

it('keeps what a service has read apart from what people have', async () => {
  await use('40');
  const headers = { authorization: await api.apiKey({}) };
  expect(await markRead({ through: (await list({}, headers)).readThrough }, headers)).toEqual({ unread: 0 });
  expect((await list()).unread).toBe(1);
});

it.each([
  ['GET', (id: string) => routes.notifications(id), undefined],
  ['POST', (id: string) => routes.notificationsRead(id), { ids: ['any'] }],
  ['GET', (id: string) => routes.notificationSettings(id), undefined],
  ['PUT', (id: string) => routes.notificationSettings(id), { inApp: ALL_ON }],
] as const)('refuses %s %p to those who have another account', async (method, route, payload) => {
  const headers = await api.signedIn({ accountId: 'acc-eve' });
  const answer = await api.app.inject({
    method,
    url: route(accountId),
    headers,
    ...(payload && { payload }),
  });
  expect(answer.json()).toMatchObject({ status: 403, code: 'forbidden' });
});

it.each([
  [{}],
  [{ ids: [] }],
  [{ ids: Array.from({ length: 201 }, (_, index) => `id-${index}`) }],
  [{ through: 'yesterday' }],
  [{ through: '99999999999999999999-1' }],
  [{ ids: ['a'], through: '1-1' }],
])('refuses to mark %p', async (payload) => {
  expect(await markRead(payload)).toMatchObject({ status: 400, code: 'validation-failed' });
});

it('refuses settings that leave a kind out, or name an unknown one', async () => {
  for (const inApp of [{ depleted: true }, { ...ALL_ON, weather: true }]) {
    const answer = await api.app.inject({
      method: 'PUT',
      url: routes.notificationSettings(accountId),
      payload: { inApp },
      headers: ada,
    });
    expect(answer.json()).toMatchObject({ status: 400, code: 'validation-failed' });
  }
});

it('refuses a cursor that is none', async () => {
  const query = { cursor: 'nonsense' };
  const answer = await api.app.inject({ url: routes.notifications(accountId), query, headers: ada });
  expect(answer.statusCode).toBe(400);
});
