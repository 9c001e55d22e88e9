/** `npm start`: from a fresh clone to the running system. Arguments go to `ledger up`. */
import { spawn } from 'node:child_process';
import { build } from './steps/build.mjs';
import { installPackages } from './steps/install.mjs';
import { main } from './steps/workspace.mjs';

await main(async () => {
  await installPackages();
  await build();
  return await ledgerUp(process.argv.slice(2));
});

/**
 * Hands on every wish to stop and waits until `ledger up` has stopped everything in order. A Ctrl-C
 * reaches it from the terminal too: it takes wishes that come together for one. Were we killed, it
 * would notice by the broken channel.
 */
async function ledgerUp(args) {
  const up = spawn(process.execPath, ['--enable-source-maps', 'dist/apps/cli/src/main.js', 'up', ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => up.kill(signal));
  return await new Promise((resolve) => up.once('exit', (code, signal) => resolve(signal ? 1 : (code ?? 1))));
}
