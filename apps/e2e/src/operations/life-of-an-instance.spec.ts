import { existsSync, readdirSync, rmSync } from 'node:fs';
import {
  endowedAccount,
  ledgerCommand,
  newDataFolder,
  TokenLedger,
  until,
  type PartName,
} from '../system/index.js';
import { isRunning } from './processes.js';

const PARTS: readonly PartName[] = ['Postgres', 'API', 'worker', 'projector'];

let data: string;
beforeEach(() => (data = newDataFolder()));
afterEach(() => rmSync(data, { recursive: true, force: true }));

it('stops everything within seconds, and keeps its data for the next start', async () => {
  const first = await TokenLedger.start({ data });
  const api = await first.client();
  const consumption = await endowedAccount(api, '1000');
  const receipt = await api.consume(consumption, 'before-the-stop');
  const pids = PARTS.map((part) => first.pidOf(part));

  const begun = Date.now();
  expect(await first.stop()).toBe(0);
  expect(Date.now() - begun).toBeLessThan(15_000);
  expect(pids.filter(isRunning)).toEqual([]);
  expect(readdirSync(data).sort()).toEqual(['logs', 'postgres', 'secrets.json']);
  const order = [...first.command.output().matchAll(/✓ Stopping (\w+)/g)].map(([, part]) => part);
  expect(order).toEqual(['projector', 'worker', 'API', 'Postgres']);

  const second = await TokenLedger.start({ data });
  const again = await (await second.client()).consume(consumption, 'before-the-stop');
  expect(again).toMatchObject({ replayed: true, body: receipt.body });
  await second.stop();
}, 240_000);

it('refuses a second instance on the same data folder', async () => {
  const first = await TokenLedger.start({ data });
  const second = ledgerCommand(['up', '--data', data]);
  expect(await second.exited).toBe(2);
  expect(second.output()).toContain(`runs already on this data folder: process ${first.command.process.pid}`);
  expect((await fetch(`${first.apiUrl}/health/ready`)).status).toBe(200);
  await first.stop();
}, 240_000);

it('starts every part again that dies', async () => {
  const ledger = await TokenLedger.start({ data });
  for (const part of PARTS) {
    const before = ledger.pidOf(part);
    ledger.kill(part);
    await ledger.restarted(part, before);
    expect(ledger.command.output()).toContain(`! ${part} ended (signal SIGKILL) and is started again.`);
  }
  const api = await ledger.client();
  const consumption = await endowedAccount(api, '10');
  expect((await api.consume(consumption)).status).toBeLessThan(300);
  expect(await ledger.stop()).toBe(0);
}, 240_000);

it('cleans up after a run that was killed', async () => {
  const killed = await TokenLedger.start({ data });
  const pids = PARTS.map((part) => [part, killed.pidOf(part)] as const);
  killed.command.process.kill('SIGKILL');
  await killed.command.exited;
  for (const [part, pid] of pids) {
    if (part !== 'Postgres') await until(`${part} leaves with its parent`, () => !isRunning(pid));
  }
  expect(existsSync(`${data}/lock`)).toBe(true);

  const next = await TokenLedger.start({ data });
  expect(pids.map(([, pid]) => pid).filter(isRunning)).toEqual([]);
  expect(await next.stop()).toBe(0);
}, 240_000);

it('ends at once on a second Ctrl-C, and recovers from that', async () => {
  const first = await TokenLedger.start({ data });
  const api = await first.client();
  const consumption = await endowedAccount(api, '10');
  const receipt = await api.consume(consumption, 'before-the-end');
  const pids = PARTS.map((part) => first.pidOf(part));
  process.kill(first.pidOf('projector'), 'SIGSTOP'); // it will not stop by itself
  first.command.process.kill('SIGINT');
  await until('the wish is heard', () => first.command.output().includes('Stopping'));
  await until('a second Ctrl-C counts', () => {
    first.command.process.kill('SIGINT');
    return first.command.process.exitCode !== null;
  });
  expect(await first.command.exited).toBe(130);
  await until('nothing is left', () => pids.every((pid) => !isRunning(pid)));

  const second = await TokenLedger.start({ data });
  const again = await (await second.client()).consume(consumption, 'before-the-end');
  expect(again).toMatchObject({ replayed: true, body: receipt.body });
  await second.stop();
}, 240_000);
