/**
 * `npm run bench`: how fast the system is, as ratios between things measured one after the other on
 * this machine. Absolute figures are printed for orientation; they say little about another machine.
 */
import { mkdtempSync, chmodSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IN_FLIGHT, MANY_EVENTS, startNode } from './bench/event-store.mjs';
import { startSystem } from './bench/system.mjs';
import { fdatasyncs, engineAppends, plainTransactions } from './bench/storage.mjs';
import { consumptions, refusedConsumptions } from './bench/requests.mjs';
import { build } from './steps/build.mjs';
import { installPackages } from './steps/install.mjs';
import { step } from './steps/progress.mjs';
import { main } from './steps/workspace.mjs';

const MANY_ACCOUNTS = 1_000;

await main(async () => {
  await installPackages();
  await build();
  const directory = mkdtempSync(join(tmpdir(), 'token-ledger-bench-'));
  chmodSync(directory, 0o755); // run as root, Postgres is another user and must be able to enter
  const system = await step('Starting', () => startSystem(directory));
  try {
    print(await measure(system, directory));
  } finally {
    await system.stop();
    rmSync(directory, { recursive: true, force: true });
  }
  return 0;
});

async function rate(title, work) {
  return { title, perSecond: await step(title, work) };
}

async function measure(system, directory) {
  const many = await step('Granting tokens', () => system.accounts(MANY_ACCOUNTS));
  const hot = many.slice(0, 1);
  return {
    disk: await rate('fdatasync of 4 KiB', () => fdatasyncs(directory)),
    engine: await rate(`events appended in process, ${IN_FLIGHT} in flight`, () =>
      engineAppends(system.scratchDatabase, IN_FLIGHT),
    ),
    ...(await measureNode(system.nodeDatabase)),
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

async function measureNode(databaseUrl) {
  const node = await startNode(databaseUrl);
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
  const ratio = (a, b) => (measured[a].perSecond / measured[b].perSecond).toFixed(2).padStart(8);
  console.log('\nratios');
  console.log(`  ${ratio('engine', 'disk')}  engine : disk`);
  console.log(`  ${ratio('appends', 'engine')}  appended by the client : engine`);
  console.log(`  ${ratio('raw', 'read')}  the node sends : the client reads`);
  console.log(`  ${ratio('raw', 'subscribed')}  the node sends : the client's subscription takes`);
  console.log(`  ${ratio('hot', 'refused')}  consumption : one that stores nothing, one account`);
  console.log(`  ${ratio('many', 'refused')}  consumption : one that stores nothing, 1,000 accounts`);
  console.log(`  ${ratio('hot', 'plainHot')}  consumption : plain transaction, one account`);
  console.log(`  ${ratio('many', 'plainMany')}  consumption : plain transaction, 1,000 accounts`);
}
