import { SCOPES, type Role, type Scope } from '#libs/contract';
import { openIdentity } from '#libs/identity';
import { freePort } from '#libs/platform';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiClient } from './api-client.js';
import { ledgerCommand, type CommandOptions, type RunningCommand } from './ledger-command.js';
import { until } from './until.js';

export type PartName = 'Postgres' | 'API' | 'worker' | 'projector';

interface Instance {
  readonly apiUrl: string;
  readonly databaseUrl: string;
  readonly eventStoreUrl: string;
}

const START_MS_MAX = 180_000;
const STOP_MS_MAX = 40_000;

export interface StartOptions extends CommandOptions {
  /** Default: a new folder, removed with `discard`. */
  readonly data?: string;
  readonly seed?: boolean;
}

/** The whole real system, as `npm start` runs it: on ports and in a folder of its own. */
export class TokenLedger {
  private constructor(
    readonly data: string,
    readonly command: RunningCommand,
    private readonly instance: Instance,
  ) {}

  static async start(options: StartOptions = {}): Promise<TokenLedger> {
    const data = options.data ?? newDataFolder();
    const args = ['up', '--data', data, options.seed ? '--seed' : '--no-seed', ...(await portFlags())];
    const command = ledgerCommand(args, options);
    const ended = { yet: false };
    void command.exited.then(() => (ended.yet = true));
    await until(
      'Token Ledger runs',
      () => ended.yet || command.output().includes('Token Ledger is running.'),
      START_MS_MAX,
    );
    if (ended.yet) throw new Error(`ledger up ended:\n${command.output()}`);
    const instance = JSON.parse(readFileSync(join(data, 'instance.json'), 'utf8')) as Instance; // written by `up`
    return new TokenLedger(data, command, instance);
  }

  get apiUrl(): string {
    return this.instance.apiUrl;
  }

  get databaseUrl(): string {
    return this.instance.databaseUrl;
  }

  get eventStoreUrl(): string {
    return this.instance.eventStoreUrl;
  }

  /** Of the process that runs now; it changes when the part is started again. */
  pidOf(part: PartName): number {
    const children = JSON.parse(readFileSync(join(this.data, 'children.json'), 'utf8')) as {
      name: string;
      pid: number;
    }[]; // written by `up`
    const child = children.find(({ name }) => name === part);
    if (!child) throw new Error(`${part} does not run.`);
    return child.pid;
  }

  kill(part: PartName, signal: NodeJS.Signals = 'SIGKILL'): void {
    process.kill(this.pidOf(part), signal);
  }

  /** After a part was killed: until another process has its place and is ready. */
  async restarted(part: PartName, pidBefore: number): Promise<void> {
    await until(`${part} is back`, () => this.runsAnew(part, pidBefore));
  }

  private runsAnew(part: PartName, pidBefore: number): boolean {
    try {
      return this.pidOf(part) !== pidBefore;
    } catch {
      return false; // it ended and is not back yet
    }
  }

  async client(role: Role = 'administrator', scopes: readonly Scope[] = SCOPES): Promise<ApiClient> {
    return new ApiClient(this.apiUrl, await this.apiKey(role, scopes));
  }

  async apiKey(role: Role, scopes: readonly Scope[]): Promise<string> {
    const identity = await openIdentity(this.databaseUrl);
    try {
      const key = { name: 'Test', role, scopes, accountId: null, expiresAt: null };
      return (await identity.apiKeys.create(key)).key;
    } finally {
      await identity.close();
    }
  }

  /** As Ctrl-C does. @returns the exit code. */
  async stop(): Promise<number | null> {
    this.command.process.kill('SIGINT');
    const patience = setTimeout(() => this.command.process.kill('SIGKILL'), STOP_MS_MAX);
    const code = await this.command.exited;
    clearTimeout(patience);
    return code;
  }

  async discard(): Promise<void> {
    await this.stop();
    rmSync(this.data, { recursive: true, force: true });
  }
}

/** Run as root, Postgres is another user and must be able to enter. */
export function newDataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'token-ledger-e2e-'));
  chmodSync(folder, 0o755);
  return folder;
}

export async function portFlags(): Promise<readonly string[]> {
  const flags = ['--port', '--event-store-port', '--projector-port', '--worker-port'];
  const ports = await Promise.all(flags.map(() => freePort()));
  return flags.flatMap((flag, index) => [flag, String(ports[index])]);
}
