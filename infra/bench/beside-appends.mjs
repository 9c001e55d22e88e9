import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

export const QUIET_FOLLOWERS = 5_000;
export const FILTERING_FOLLOWERS = 500;
const IN_FLIGHT = 512;
const ROUNDS = 5;
const WARM_UP_MS = 700;
const MEASURE_MS = 1_800;

const nothing = () => undefined;
const PROJECTIONS = [
  '$by_category',
  '$by_event_type',
  '$streams',
  '$stream_by_category',
  '$by_correlation_id',
];
const never = { on: 'event-type', matches: ({ type }) => type === 'Never', checkpointEvery: 1_000 };

/** What goes on beside the appends. */
const BESIDE = {
  alone: nothing,
  oneProjection: enabled(PROJECTIONS.slice(0, 1)),
  allProjections: enabled(PROJECTIONS),
  quietFollowers: ({ engine, signal }) => {
    const streams = Array.from({ length: QUIET_FOLLOWERS }, (_, index) => `quiet-${index}`);
    for (const streamName of streams) void drained(engine.followStream({ streamName, after: -1n, signal }));
  },
  filteringFollowers: ({ engine, signal }) => {
    const after = engine.position;
    const followers = Array.from({ length: FILTERING_FOLLOWERS }, () =>
      engine.followAll({ after, filter: never, signal }),
    );
    for (const follower of followers) void drained(follower);
  },
};

/** Of several rounds in turn, the middle one by its rate. @returns for each kind what `measured` returns. */
export async function appendsBeside(database) {
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [kind, begin] of Object.entries(BESIDE)) {
      rounds.push({ kind, ...(await measured(await database(), begin)) });
    }
  }
  const middle = (kind) =>
    rounds.filter((each) => each.kind === kind).sort((a, b) => a.perSecond - b.perSecond)[ROUNDS >> 1];
  return Object.fromEntries(Object.keys(BESIDE).map((kind) => [kind, middle(kind)]));
}

async function measured(databaseUrl, begin) {
  const { openEmbeddedEventStore } = await import('../../dist/libs/embedded-event-store/src/index.js');
  const opened = await openEmbeddedEventStore({ databaseUrl });
  const leave = new AbortController();
  setMaxListeners(0, leave.signal);
  const projections = (await begin({ ...opened, signal: leave.signal })) ?? [];
  const appends = appending(opened.store);
  await sleep(WARM_UP_MS);
  const from = sample(appends, projections);
  await sleep(MEASURE_MS);
  const to = sample(appends, projections);
  const behind = projections.map((each) => Number(opened.engine.position) - positionOf(each));
  await appends.stop();
  leave.abort();
  await opened.close();
  const seconds = (to.atMs - from.atMs) / 1_000;
  const count = to.appended - from.appended;
  return {
    perSecond: count / seconds,
    followedPerSecond: Math.min(...to.processed.map((each, index) => each - from.processed[index])) / seconds,
    behind: Math.max(0, ...behind),
    cpuMicroseconds: (to.cpu - from.cpu) / count,
  };
}

function appending(store) {
  const appends = { count: 0, isOver: false };
  const write = async (writer) => {
    while (!appends.isOver) {
      await store.append(`bench-${writer}`, [event()], { expectedRevision: 'any' });
      appends.count += 1;
    }
  };
  const writing = Promise.all(Array.from({ length: IN_FLIGHT }, (_, writer) => write(writer)));
  appends.stop = async () => {
    appends.isOver = true;
    await writing;
  };
  return appends;
}

function event() {
  const data = { units: '100', tokens: '250' };
  return { id: randomUUID(), type: 'Benched', data, metadata: { actor: 'bench' } };
}

function sample(appends, projections) {
  const { user, system } = process.cpuUsage();
  return {
    atMs: performance.now(),
    appended: appends.count,
    cpu: user + system,
    processed: projections.map(({ statistics }) => statistics.eventsProcessedAfterRestart),
  };
}

function enabled(names) {
  return async ({ projections }) => {
    const all = names.map((name) => projections.named(name));
    await Promise.all(all.map((each) => each.enable()));
    return all;
  };
}

/** Events of the log, links among them. */
function positionOf({ statistics: { position } }) {
  return Number(/^C:(\d+)/.exec(position)?.[1] ?? 0);
}

async function drained(messages) {
  for await (const message of messages) void message;
}
