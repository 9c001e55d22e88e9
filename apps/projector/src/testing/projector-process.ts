import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const ROOT = join(__dirname, '../../../..');
const BUNDLE = join(ROOT, 'node_modules/.cache/token-ledger/projector.mjs');

export interface ProjectorProcess {
  /** Of health and metrics. */
  readonly port: number;
  /** Everything it has logged, line by line. */
  readonly log: readonly Record<string, unknown>[];
  kill(signal: NodeJS.Signals): void;
  /** Resolves with the exit code, or null when a signal ended it. */
  readonly exited: Promise<number | null>;
}

/** The process as it is started in production, bundled from its sources. */
export async function bundleProjector(): Promise<void> {
  const options = [
    '--bundle',
    '--platform=node',
    '--format=esm',
    '--packages=external',
    '--conditions=source',
  ];
  await promisify(execFile)(
    join(ROOT, 'node_modules/.bin/esbuild'),
    ['apps/projector/src/main.ts', ...options, `--outfile=${BUNDLE}`],
    { cwd: ROOT },
  );
}

export function spawnProjector(environment: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, [BUNDLE], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Resolves once it serves its health; whether it is ready is for the test to see. */
export async function startProjectorProcess(environment: NodeJS.ProcessEnv): Promise<ProjectorProcess> {
  const child = spawnProjector({ PROJECTOR_PORT: '0', ...environment });
  const log: Record<string, unknown>[] = [];
  const exited = once(child, 'exit').then(([code]: (number | null)[]) => code ?? null);
  const port = await new Promise<number>((resolve, reject) => {
    void exited.then((code) => reject(new Error(`Exited with ${code} before it served.`)));
    if (!child.stdout) return reject(new Error('It has no output.'));
    createInterface(child.stdout).on('line', (line) => {
      const entry = JSON.parse(line) as Record<string, unknown>; // every line is a JSON object
      log.push(entry);
      if (typeof entry['port'] === 'number') resolve(entry['port']);
    });
  });
  return { port, log, exited, kill: (signal) => child.kill(signal) };
}
