import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  canMount,
  endowedAccount,
  mountSmallDisk,
  TokenLedger,
  until,
  type ApiClient,
} from '../system/index.js';
import { Load } from './load.js';
import { closeLog, consumedOperations, eventsOf } from './log-of.js';

const DISK_MEBIBYTES = 300;
const MEBIBYTE = 1_024 * 1_024;

/** Takes what is left of the disk, but for a little. */
function fill(path: string): string {
  const { bavail, bsize } = statfsSync(path);
  const filler = join(path, 'filler');
  writeFileSync(filler, Buffer.alloc(bavail * bsize - MEBIBYTE));
  return filler;
}

let ledger: TokenLedger;
let api: ApiClient;

beforeAll(async () => {
  ledger = await TokenLedger.start();
  api = await ledger.client();
}, 240_000);

afterAll(async () => {
  await closeLog();
  await ledger.discard();
});

it.each([
  ['stopped', 'SIGINT'],
  ['killed', 'SIGKILL'],
] as const)(
  'keeps every acknowledged command, and none twice, when Postgres is %s under load',
  async (_how, signal) => {
    const consumption = await endowedAccount(api, '1000000');
    const load = new Load(api, consumption);
    await until('there is load', () => load.receipts.size >= 300);
    const before = ledger.pidOf('Postgres');
    ledger.kill('Postgres', signal);
    await ledger.restarted('Postgres', before);
    const soFar = load.receipts.size;
    await until('commands are acknowledged again', () => load.receipts.size > soFar + 100);
    await load.settle();

    const operations = consumedOperations(await eventsOf(ledger, consumption.accountId));
    expect([...operations].sort()).toEqual([...load.receipts.keys()].sort());
    const last = [...load.receipts.values()].reduce((a, b) =>
      BigInt(a.position) > BigInt(b.position) ? a : b,
    );
    const balance = await api.balance(consumption.accountId, last.position);
    expect(balance.available).toBe(String(1_000_000 - load.receipts.size));
  },
  240_000,
);

if (canMount) {
  it('loses nothing when the disk fills up under load, and goes on when there is space again', async () => {
    const disk = mountSmallDisk(DISK_MEBIBYTES);
    if (!disk) throw new Error('Mounting was permitted a moment ago.');
    const small = await TokenLedger.start({ data: disk.path });
    const service = await small.client();
    const consumption = await endowedAccount(service, '1000000');
    const load = new Load(service, consumption);
    await until('there is load', () => load.receipts.size >= 100);

    const filler = fill(disk.path);
    await until(
      'the disk is full',
      () => small.command.output().includes('No space left on device'),
      120_000,
    );
    rmSync(filler);
    const soFar = load.receipts.size;
    await until('commands are acknowledged again', () => load.receipts.size > soFar + 100, 120_000);
    await load.settle();

    const operations = consumedOperations(await eventsOf(small, consumption.accountId));
    expect([...operations].sort()).toEqual([...load.receipts.keys()].sort());
    expect(await small.stop()).toBe(0);
    disk.remove();
  }, 400_000);
}
