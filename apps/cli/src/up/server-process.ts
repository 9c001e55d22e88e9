import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { OperatorError } from '../operator-error.js';
import { ImportantLines, importantInServerLog } from './important-lines.js';
import { LogFile } from './log-file.js';
import type { Part, RunningPart } from './part.js';
import { askReadiness } from './readiness.js';

export interface ServerProcessOptions {
  readonly name: string;
  /** Path of its program below `dist/apps`. */
  readonly program: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Where it answers /health/ready. */
  readonly healthUrl: string;
  readonly logPath: string;
  readonly show: (message: string) => void;
}

const APPS = new URL('../../../', import.meta.url);
const LEAVE_WITH_PARENT = new URL('./leave-with-parent.js', import.meta.url);
const READY_POLL_MS = 100;
const READY_MS_MAX = 120_000;
const STOP_MS_MAX = 10_000;
const LAST_WORDS_MAX = 5;

/** One of our processes: the API, the projector or the worker. */
export function serverProcess(options: ServerProcessOptions): Part {
  return {
    name: options.name,
    launch: async (signal) => {
      const running = start(options);
      try {
        await untilReady(options, running, signal);
      } catch (error) {
        await running.stop();
        throw error;
      }
      return running;
    },
  };
}

interface RunningServer extends RunningPart {
  lastWords(): string;
}

/** Its own process group: Ctrl-C in a terminal reaches only us, and we stop in order. */
function start(options: ServerProcessOptions): RunningServer {
  const program = fileURLToPath(new URL(options.program, APPS));
  const child = spawn(
    process.execPath,
    ['--enable-source-maps', '--import', LEAVE_WITH_PARENT.href, program],
    { env: options.environment, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], detached: true },
  );
  const lastWords = keepLog(child, options);
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`));
  });
  return {
    pid: child.pid ?? 0,
    exited,
    lastWords: () => lastWords.join('\n'),
    kill: () => child.kill('SIGKILL'),
    stop: () => stop(child, exited),
  };
}

function keepLog(child: ChildProcess, { logPath, show }: ServerProcessOptions): readonly string[] {
  const log = new LogFile(logPath);
  const lastWords: string[] = [];
  const important = new ImportantLines(importantInServerLog, (message) => {
    lastWords.push(message);
    if (lastWords.length > LAST_WORDS_MAX) lastWords.shift();
    show(message);
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      log.write(text);
      important.take(text);
    });
  }
  child.once('close', () => log.close());
  return lastWords;
}

async function untilReady(
  { name, healthUrl, logPath }: ServerProcessOptions,
  running: RunningServer,
  signal: AbortSignal,
): Promise<void> {
  const outcome: { ended: string | null } = { ended: null };
  void running.exited.then((how) => (outcome.ended = how));
  const until = Date.now() + READY_MS_MAX;
  for (;;) {
    signal.throwIfAborted();
    if (outcome.ended !== null) {
      throw new OperatorError(
        `${name} did not start (${outcome.ended}). ${running.lastWords()}\nIts log: ${logPath}`,
      );
    }
    const missing = await askReadiness(healthUrl);
    if (missing === null) return;
    if (Date.now() > until) {
      throw new OperatorError(
        `${name} is not ready after ${READY_MS_MAX / 1_000} s: ${missing}. Its log: ${logPath}`,
      );
    }
    await pause(READY_POLL_MS);
  }
}

async function stop(child: ChildProcess, exited: Promise<string>): Promise<void> {
  child.kill('SIGTERM');
  const patience = setTimeout(() => child.kill('SIGKILL'), STOP_MS_MAX);
  await exited;
  clearTimeout(patience);
}
