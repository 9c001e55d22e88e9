import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The whole system, as it was built, on free ports, with its data below a folder. @returns `instance.json`, and how to stop it. */
export async function startInstance(directory, { seed }) {
  const { freePort } = await import('../../dist/libs/platform/src/index.js');
  const flags = ['--port', '--event-store-port', '--projector-port', '--worker-port'];
  const ports = await Promise.all(flags.map(() => freePort()));
  const data = join(directory, 'data');
  const args = ['dist/apps/cli/src/main.js', 'up', seed ? '--seed' : '--no-seed', '--data', data];
  const up = spawn(
    process.execPath,
    [...args, ...flags.flatMap((flag, index) => [flag, String(ports[index])])],
    // It ends with us, also when we are killed.
    { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] },
  );
  const exited = new Promise((resolve) => up.once('exit', resolve));
  await running(up);
  return {
    ...JSON.parse(readFileSync(join(data, 'instance.json'), 'utf8')),
    stop: async () => {
      up.kill('SIGINT');
      await exited;
    },
  };
}

async function running(up) {
  let printed = '';
  await new Promise((resolve, reject) => {
    up.stdout.setEncoding('utf8').on('data', (text) => {
      printed += text;
      if (printed.includes('is running')) resolve();
    });
    up.once('exit', () => reject(new Error(`ledger up ended:\n${printed}`)));
  });
}
