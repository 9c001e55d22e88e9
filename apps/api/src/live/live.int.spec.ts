import { projectedMessageSchema, routes } from '#libs/contract';
import { Commands } from '../testing/commands.js';
import { readEvents, type StreamedEvent } from '../testing/event-stream.js';
import { startTestApi, type TestApi } from '../testing/test-api.js';

let api: TestApi;
let commands: Commands;
beforeAll(async () => {
  api = await startTestApi({ projecting: true });
  commands = await Commands.of(api);
});
afterAll(() => api.close());

const open = (headers: Record<string, string>, server = api) =>
  fetch(server.url + routes.live('acc-ada'), { headers });

async function next(events: AsyncGenerator<StreamedEvent>) {
  const { value } = (await events.next()) as { value: StreamedEvent }; // a stream that ended fails the parse below
  expect(value.event).toBe('projected');
  return projectedMessageSchema.parse(JSON.parse(value.data ?? ''));
}

it('says at once where the read models are, and then whenever they have moved', async () => {
  const response = await open(await api.signedIn({ accountId: 'acc-ada' }));
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  const events = readEvents(response);
  await next(events);
  const granted = await commands.grant('acc-ada', { model: 'gpt-5-nano', amount: '10' });
  let { position } = await next(events);
  while (BigInt(position) < BigInt(granted.position)) ({ position } = await next(events));
  await events.return(undefined);
});

it('ends when the user signs out', async () => {
  const headers = await api.signedIn({ accountId: 'acc-ada' });
  const events = readEvents(await open(headers));
  await next(events);
  await api.app.inject({ method: 'DELETE', url: routes.session, headers });
  expect(await untilTheEnd(events)).toBe('ended');
});

it('ends when the server stops, which does not wait for it', async () => {
  const stopping = await startTestApi({ projecting: true });
  const events = readEvents(await open(await stopping.signedIn({ accountId: 'acc-ada' }), stopping));
  await next(events);
  await Promise.all([stopping.close(), untilTheEnd(events)]);
});

it('opens only so many at a time', async () => {
  const headers = await api.signedIn({ accountId: 'acc-ada' });
  const responses = await Promise.all(Array.from({ length: 101 }, () => open(headers)));
  expect(responses.filter(({ status }) => status === 429)).toHaveLength(1);
  await api.app.inject({ method: 'DELETE', url: routes.session, headers });
  await Promise.all(responses.map((response) => response.text()));
});

it('answers a request for its headers without streaming', async () => {
  const headers = await api.signedIn({ accountId: 'acc-ada' });
  const response = await fetch(api.url + routes.live('acc-ada'), { method: 'HEAD', headers });
  expect(response.status).toBe(200);
  expect(await response.text()).toBe('');
});

it('is refused to others', async () => {
  const response = await open(await api.signedIn({ accountId: 'acc-eve' }));
  expect(response.status).toBe(403);
  expect(await response.json()).toMatchObject({ code: 'forbidden' });
});

async function untilTheEnd(events: AsyncGenerator<StreamedEvent>): Promise<'ended'> {
  while (!(await events.next()).done);
  return 'ended';
}
