import { EventStoreUnavailable } from '#libs/event-store';
import { openTestLog, type TestLog } from '../testing/open-test-log.js';
import { GroupFailed } from './errors.js';
import { configStream, GroupConfig } from './group-config.js';
import type { GroupDefinition } from './group-settings.js';
import { PersistentSubscriptions } from './persistent-subscriptions.js';

let log: TestLog;
beforeEach(async () => (log = await openTestLog()));
afterEach(() => log.dispose());

const aGroup = (groupName: string): GroupDefinition => ({
  streamName: 'orders',
  groupName,
  filter: null,
  startAfter: -1n,
  settings: {
    startFrom: 0n,
    resolvesLinks: false,
    extraStatistics: false,
    messageTimeoutMs: 30_000,
    maxRetryCount: 10,
    checkpointAfterMs: 2_000,
    minCheckpointCount: 10,
    maxCheckpointCount: 1_000,
    maxSubscriberCount: 0,
    liveBufferSize: 500,
    readBatchSize: 20,
    historyBufferSize: 500,
    strategy: 'RoundRobin',
  },
});
const names = (groups: readonly { readonly groupName: string }[]) => groups.map(({ groupName }) => groupName);
const upTo = (count: number) => Array.from({ length: count }, (_, index) => `group ${index}`);

it('keeps more groups than fit an append of users, and finds them all again', async () => {
  const groups = await PersistentSubscriptions.open(log.engine);
  const wanted = upTo(3_000);
  await Promise.all(wanted.map((name) => groups.create(aGroup(name), 'admin')));
  await groups.close();
  const kept = await new GroupConfig(log.engine).read();
  expect(names(kept)).toEqual(wanted);
  const [bytes] = await log.query<{ max: number }>('SELECT max(length(data)) FROM event_log.events');
  expect(bytes?.max).toBeGreaterThan(log.engine.maxAppendBytes);
});

it('writes at once what comes at once', async () => {
  const config = new GroupConfig(log.engine);
  await Promise.all(upTo(5_000).map((name) => config.put(aGroup(name), 'admin')));
  expect(names(await new GroupConfig(log.engine).read())).toEqual(upTo(5_000));
  const writes = await log.query('SELECT 1 FROM event_log.events WHERE type = $1', ['$PersistentConfig']);
  expect(writes.length).toBeLessThanOrEqual(2);
});

it('shows the last two of what it wrote', async () => {
  const config = new GroupConfig(log.engine);
  for (const name of upTo(4)) await config.put(aGroup(name), 'admin');
  const seen: bigint[] = [];
  const range = { direction: 'forwards', from: 0n, limit: Infinity } as const;
  for await (const { revision } of log.engine.readStream(configStream, range)) seen.push(revision);
  expect(seen).toEqual([2n, 3n]);
});

it('refuses a group for which there is no room, and loses none of the others', async () => {
  const long = (name: string) => ({ ...aGroup(name), streamName: 'x'.repeat(500_000) });
  const config = new GroupConfig(log.engine);
  for (const name of upTo(33)) await config.put(long(name), 'admin');
  await expect(config.put(long('one more'), 'admin')).rejects.toBeInstanceOf(GroupFailed);
  await config.put(aGroup('a small one'), 'admin');
  await config.remove(long('group 0'), 'admin');
  await config.put(long('one more'), 'admin');
  const kept = names(await new GroupConfig(log.engine).read());
  expect(kept).toEqual([...upTo(33).slice(1), 'a small one', 'one more']);
});

it('takes back what could not be written', async () => {
  const { engine } = log;
  let isAway = false;
  const config = new GroupConfig({
    readStream: (name, range) => engine.readStream(name, range),
    appendOwn: async (request) => {
      if (isAway) throw new EventStoreUnavailable('The database is away.');
      return await engine.appendOwn(request);
    },
  });
  await config.put(aGroup('first'), 'admin');
  isAway = true;
  await expect(config.put(aGroup('second'), 'admin')).rejects.toBeInstanceOf(EventStoreUnavailable);
  await expect(config.remove(aGroup('first'), 'admin')).rejects.toBeInstanceOf(EventStoreUnavailable);
  isAway = false;
  await config.put(aGroup('third'), 'admin');
  expect(names(await new GroupConfig(engine).read())).toEqual(['first', 'third']);
});
