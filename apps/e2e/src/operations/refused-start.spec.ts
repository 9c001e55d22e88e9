import { createServer, type AddressInfo } from 'node:net';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canMount, ledgerCommand, mountSmallDisk, newDataFolder, portFlags } from '../system/index.js';

let data: string;
beforeEach(() => (data = newDataFolder()));
afterEach(() => rmSync(data, { recursive: true, force: true }));

async function refusedStart(flags: readonly string[] = []): Promise<string> {
  const command = ledgerCommand(['up', '--data', data, ...(await portFlags()), ...flags]);
  expect(await command.exited).toBe(2);
  expect(existsSync(join(data, 'lock'))).toBe(false);
  return command.output();
}

it('names a port in use, and what chooses another', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server that listens has one
  const output = await refusedStart(['--port', String(port)]);
  await new Promise((resolve) => server.close(resolve));
  expect(output).toContain(
    `Port ${port}, wanted for the API and the dashboard, is in use by another program. ` +
      'Choose another with --port or HTTP_PORT.',
  );
  expect(existsSync(join(data, 'postgres'))).toBe(false);
});

it('refuses a port that is none', async () => {
  const command = ledgerCommand(['up', '--data', data, '--port', '70000']);
  expect(await command.exited).toBe(2);
  expect(command.output()).toContain('A port is a number up to 65535');
});

it('leaves data that are none of Postgres alone', async () => {
  mkdirSync(join(data, 'postgres'));
  writeFileSync(join(data, 'postgres', 'PG_VERSION'), 'garbage');
  expect(await refusedStart()).toMatch(/is not a complete Postgres data folder.*Nothing was changed/);
  expect(readFileSync(join(data, 'postgres', 'PG_VERSION'), 'utf8')).toBe('garbage');
});

it('leaves data of another major version alone', async () => {
  mkdirSync(join(data, 'postgres'));
  writeFileSync(join(data, 'postgres', 'PG_VERSION'), '15');
  expect(await refusedStart()).toMatch(/made by Postgres 15, and this is Postgres 18/);
  expect(readdirSync(join(data, 'postgres'))).toEqual(['PG_VERSION']);
});

it('says where a file is in the way of the data folder', async () => {
  rmSync(data, { recursive: true });
  writeFileSync(data, 'a file');
  const command = ledgerCommand(['up', '--data', data, ...(await portFlags())]);
  expect(await command.exited).toBe(2);
  expect(command.output()).toContain('there is a file in its way');
});

it('says that a variable is wrong before anything is started', async () => {
  const command = ledgerCommand(['up', '--data', data], {
    environment: { EVENT_STORE_URL: 'http://example.com' },
  });
  expect(await command.exited).toBe(2);
  expect(command.output()).toContain('EVENT_STORE_URL: must be esdb://...');
  expect(existsSync(join(data, 'postgres'))).toBe(false);
});

// Root may write everywhere, whatever the modes say.
if (process.getuid?.() !== 0) {
  it('says that a data folder cannot be written', async () => {
    chmodSync(data, 0o555);
    const command = ledgerCommand(['up', '--data', data, ...(await portFlags())]);
    expect(await command.exited).toBe(2);
    expect(command.output()).toContain(`The data folder ${data} cannot be written`);
    chmodSync(data, 0o755);
  });
}

if (canMount) {
  it('says that the disk is too full before anything is started', async () => {
    const disk = mountSmallDisk(30);
    try {
      const command = ledgerCommand(['up', '--data', `${disk?.path}`, ...(await portFlags())]);
      expect(await command.exited).toBe(2);
      expect(command.output()).toMatch(/has \d+ MiB free, and Token Ledger needs 200 MiB to start/);
      expect(existsSync(join(`${disk?.path}`, 'postgres'))).toBe(false);
    } finally {
      disk?.remove();
    }
  });
}
