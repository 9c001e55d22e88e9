/**
 * `npm run bench`: how fast the system is, as ratios between things measured one after the other on
 * this machine. Absolute figures are printed for orientation; they say little about another machine.
 */
import { mkdtempSync, chmodSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

async function measure(system, directory) {
  const many = await step('Granting tokens', () => system.accounts(MANY_ACCOUNTS));
  const hot = many.slice(0, 1);
  const rate = async (title, work) => ({ title, perSecond: await step(title, work) });
  return {
    disk: await rate('fdatasync of 4 KiB', () => fdatasyncs(directory)),
    engine: await rate('events appended in process, 64 writers', () => engineAppends(system.scratchDatabase)),
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

function print(measured) {
  console.log('\nper second, 64 connections');
  for (const { title, perSecond } of Object.values(measured)) {
    console.log(`  ${Math.round(perSecond).toString().padStart(8)}  ${title}`);
  }
  const ratio = (a, b) => (measured[a].perSecond / measured[b].perSecond).toFixed(2).padStart(8);
  console.log('\nratios');
  console.log(`  ${ratio('engine', 'disk')}  engine : disk`);
  console.log(`  ${ratio('hot', 'refused')}  consumption : one that stores nothing, one account`);
  console.log(`  ${ratio('many', 'refused')}  consumption : one that stores nothing, 1,000 accounts`);
  console.log(`  ${ratio('hot', 'plainHot')}  consumption : plain transaction, one account`);
  console.log(`  ${ratio('many', 'plainMany')}  consumption : plain transaction, 1,000 accounts`);
}
