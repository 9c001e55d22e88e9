/**
 * `npm run bench`: how fast the system is, as ratios between things measured one after the other on
 * this machine. Absolute figures are printed for orientation; they say little about another machine.
 * `npm run bench -- engine beside` measures only these parts.
 */
import { mkdtempSync, chmodSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appendsBeside, FILTERING_FOLLOWERS, QUIET_FOLLOWERS } from './bench/beside-appends.mjs';
import { IN_FLIGHT, MANY_EVENTS, startNode } from './bench/event-store.mjs';
import { startPostgres } from './bench/postgres.mjs';
import { startSystem } from './bench/system.mjs';
import { fdatasyncs, engineAppends, plainTransactions } from './bench/storage.mjs';
import { consumptions, refusedConsumptions } from './bench/requests.mjs';
import { build } from './steps/build.mjs';
import { installPackages } from './steps/install.mjs';
import { step } from './steps/progress.mjs';
import { main } from './steps/workspace.mjs';

const MANY_ACCOUNTS = 1_000;
/** The event store by itself, and the system around it. */
const EVENT_STORE = { engine: measureEngine, beside: measureBeside, node: measureNode };
const SYSTEM = { ledger: measureLedger };

const RATIOS = [
  ['engine', 'disk', 'engine : disk'],
  ['oneProjection', 'alone', 'appended with $by_category enabled : with none'],
  ['followedByOne', 'oneProjection', 'the projection follows : appended'],
  ['allProjections', 'alone', 'appended with all five projections : with none'],
  ['followedByAll', 'allProjections', 'the slowest of them follows : appended'],
  ['quietFollowers', 'alone', 'appended with followers of quiet streams : with none'],
  ['filteringFollowers', 'alone', 'appended with followers of everything : with none'],
  ['appends', 'engine', 'appended by the client : engine'],
  ['raw', 'read', 'the node sends : the client reads'],
  ['raw', 'subscribed', "the node sends : the client's subscription takes"],
  ['hot', 'refused', 'consumption : one that stores nothing, one account'],
  ['many', 'refused', 'consumption : one that stores nothing, 1,000 accounts'],
  ['hot', 'plainHot', 'consumption : plain transaction, one account'],
  ['many', 'plainMany', 'consumption : plain transaction, 1,000 accounts'],
];

await main(async () => {
  const parts = process.argv.slice(2);
  const unknown = parts.find((each) => !(each in { ...EVENT_STORE, ...SYSTEM }));
  if (unknown) throw new Error(`There is no part "${unknown}".`);
  const isWanted = ([name]) => parts.length === 0 || parts.includes(name);
  await installPackages();
  await build();
  const directory = mkdtempSync(join(tmpdir(), 'token-ledger-bench-'));
  chmodSync(directory, 0o755); // run as root, Postgres is another user and must be able to enter
  try {
    print({
      ...(await measured(Object.entries(EVENT_STORE).filter(isWanted), directory, startPostgres)),
      ...(await measured(Object.entries(SYSTEM).filter(isWanted), directory, startSystem)),
    });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  return 0;
});

/** One part after the other, with what they need running meanwhile. */
async function measured(parts, directory, start) {
  if (parts.length === 0) return {};
  const running = await step('Starting', () => start(directory));
  try {
    const results = {};
    for (const [, measure] of parts) Object.assign(results, await measure(running, directory));
    return results;
  } finally {
    await running.stop();
  }
}

async function rate(title, work) {
  return { title, perSecond: await step(title, work) };
}

async function measureEngine(postgres, directory) {
  const database = await postgres.database();
  return {
    disk: await rate('fdatasync of 4 KiB', () => fdatasyncs(directory)),
    engine: await rate(`events appended in process, ${IN_FLIGHT} in flight`, () =>
      engineAppends(database, IN_FLIGHT),
    ),
  };
}

async function measureBeside(postgres) {
  const beside = await step('events appended in process beside others', () =>
    appendsBeside(postgres.database),
  );
  const { alone, oneProjection, allProjections } = beside;
  console.log('\nbeside appends: microseconds of CPU for each; at most so many events behind in the end');
  for (const [kind, { cpuMicroseconds, behind }] of Object.entries(beside)) {
    console.log(`  ${Math.round(cpuMicroseconds).toString().padStart(8)}  ${kind}, ${behind} behind`);
  }
  const many = (count) => count.toLocaleString('en');
  return {
    alone: { title: 'the same with nothing beside', ...alone },
    oneProjection: { title: '  with $by_category enabled', ...oneProjection },
    followedByOne: { title: '  that it follows with', perSecond: oneProjection.followedPerSecond },
    allProjections: { title: '  with all five projections', ...allProjections },
    followedByAll: { title: '  that the slowest follows with', perSecond: allProjections.followedPerSecond },
    quietFollowers: {
      title: `  with ${many(QUIET_FOLLOWERS)} followers of quiet streams`,
      ...beside.quietFollowers,
    },
    filteringFollowers: {
      title: `  with ${many(FILTERING_FOLLOWERS)} followers of everything, whose filter lets nothing through`,
      ...beside.filteringFollowers,
    },
  };
}

async function measureLedger(system) {
  const many = await step('Granting tokens', () => system.accounts(MANY_ACCOUNTS));
  const hot = many.slice(0, 1);
  return {
    plainHot: await rate('plain transactions, one account', () =>
      plainTransactions(system.scratchDatabase, 1),
    ),
    plainMany: await rate('plain transactions, 1,000 accounts', () =>
      plainTransactions(system.scratchDatabase, MANY_ACCOUNTS),
    ),
    refused: await rate('refused consumptions over HTTP (nothing is stored)', () =>
      refusedConsumptions(system, many),
    ),
    hot: await rate('consumptions over HTTP, one account', () => consumptions(system, hot)),
    many: await rate('consumptions over HTTP, 1,000 accounts', () => consumptions(system, many)),
  };
}

async function measureNode(postgres) {
  const node = await startNode(await postgres.database());
  try {
    return await measureEvents(node);
  } finally {
    await node.stop();
  }
}

async function measureEvents(node) {
  const many = MANY_EVENTS.toLocaleString('en');
  const measured = {
    appends: await rate(`events appended by the client, ${IN_FLIGHT} in flight`, () => node.appends()),
    filled: await rate(`events appended by the client, 500 at once, ${many} in all`, () => node.fill()),
  };
  const written = await node.peakBytes();
  Object.assign(measured, {
    read: await rate(`of ${many} events read by the client`, () => node.decodedReads()),
    subscribed: await rate(`of ${many} events of a subscription`, () => node.subscribed()),
    raw: await rate(`of ${many} events read and not decoded`, () => node.rawReads()),
  });
  console.log(`\nthe node's memory at most: ${mib(written)} once they were written`);
  console.log(`                           ${mib(await node.peakBytes())} once they were read`);
  return measured;
}

function mib(bytes) {
  return `${Math.round(bytes / 1_048_576)} MiB`;
}

function print(measured) {
  console.log('\nper second; requests on 64 connections');
  for (const { title, perSecond } of Object.values(measured)) {
    console.log(`  ${Math.round(perSecond).toString().padStart(8)}  ${title}`);
  }
  const ratios = RATIOS.filter(([of, to]) => measured[of] && measured[to]);
  console.log('\nratios');
  for (const [of, to, title] of ratios) {
    const ratio = measured[of].perSecond / measured[to].perSecond;
    console.log(`  ${ratio.toFixed(2).padStart(8)}  ${title}`);
  }
}
