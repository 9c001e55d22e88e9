import { freePort } from '#libs/platform';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const PLACES = ['/usr/bin/redis-server', '/usr/local/bin/redis-server', '/opt/homebrew/bin/redis-server'];
const READY = 'Ready to accept connections';
const LAST_LINES = 5;

/** A Redis for one suite, which may be killed: what it has acknowledged is on the disk. */
export class RedisServer {
  private child: ChildProcess | null = null;

  private constructor(
    private readonly port: number,
    private readonly folder: string,
  ) {}

  /** @throws when there is none on this machine. */
  static async start(): Promise<RedisServer> {
    const folder = await mkdtemp(join(tmpdir(), 'token-ledger-redis-'));
    const server = new RedisServer(await freePort(), folder);
    await server.begin();
    return server;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Also after a kill: where it was, with what it had. */
  async begin(): Promise<void> {
    const where = ['--bind', '127.0.0.1', '--port', String(this.port), '--dir', this.folder];
    const durable = ['--appendonly', 'yes', '--appendfsync', 'always', '--save', ''];
    const child = spawn(redisServerPath(), [...where, ...durable], { stdio: ['ignore', 'pipe', 'inherit'] });
    this.child = child;
    await new Promise<void>((resolve, reject) => {
      const lines: string[] = [];
      createInterface(child.stdout).on('line', (line) => {
        lines.push(line);
        if (line.includes(READY)) resolve();
      });
      child.once('error', reject);
      child.once('exit', () => reject(new Error(`redis-server: ${lines.slice(-LAST_LINES).join('\n')}`)));
    });
  }

  /** As a power cut does. */
  async kill(): Promise<void> {
    const { child } = this;
    this.child = null;
    if (!child || child.exitCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  async stop(): Promise<void> {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true });
  }
}

function redisServerPath(): string {
  const path = [process.env['REDIS_SERVER_PATH'], ...PLACES].find((place) => place && existsSync(place));
  if (path) return path;
  throw new Error(
    'There is no redis-server, which the tests of jobs need: install it (Debian and Ubuntu: ' +
      'apt-get install redis-server), or set REDIS_SERVER_PATH to its path. `npm test` installs it by itself.',
  );
}
