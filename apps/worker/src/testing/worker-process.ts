import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const ROOT = join(__dirname, '../../../..');

export interface WorkerProcess {
  /** Everything it has logged, line by line. */
  readonly log: readonly Record<string, unknown>[];
  readiness(): Promise<number>;
  metrics(): Promise<string>;
  kill(signal: NodeJS.Signals): void;
  /** Resolves with the exit code, or null when a signal ended it. */
  readonly exited: Promise<number | null>;
}

/** The process as it is started in production, bundled from its sources. */
export class WorkerBundle {
  private readonly path = join(
    ROOT,
    `node_modules/.cache/token-ledger/worker-${process.env['JEST_WORKER_ID']}.mjs`,
  );

  async build(): Promise<void> {
    const options = [
      '--bundle',
      '--platform=node',
      '--format=esm',
      '--packages=external',
      '--conditions=source',
    ];
    await promisify(execFile)(
      join(ROOT, 'node_modules/.bin/esbuild'),
      ['apps/worker/src/main.ts', ...options, `--outfile=${this.path}`],
      { cwd: ROOT },
    );
  }

  spawn(environment: NodeJS.ProcessEnv): ChildProcess {
    return spawn(process.execPath, [this.path], {
      env: { PATH: process.env['PATH'], ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  /** Resolves once it serves its health; whether it is ready is for the test to see. */
  async start(environment: NodeJS.ProcessEnv): Promise<WorkerProcess> {
    const child = this.spawn({ WORKER_PORT: '0', ...environment });
    const log: Record<string, unknown>[] = [];
    const exited = once(child, 'exit').then(([code]: (number | null)[]) => code ?? null);
    const port = await new Promise<number>((resolve, reject) => {
      void exited.then((code) => reject(new Error(`Exited with ${code} before it served.`)));
      child.stderr?.on('data', (text) => log.push({ stderr: String(text) }));
      if (!child.stdout) return reject(new Error('It has no output.'));
      createInterface(child.stdout).on('line', (line) => {
        const entry = JSON.parse(line) as Record<string, unknown>; // every line is a JSON object
        log.push(entry);
        if (typeof entry['port'] === 'number') resolve(entry['port']);
      });
    });
    const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
    return {
      log,
      exited,
      readiness: async () => (await get('/health/ready')).status,
      metrics: async () => (await get('/metrics')).text(),
      kill: (signal) => child.kill(signal),
    };
  }
}
