import { createTestDatabase } from '#libs/platform/testing';
import { ledgerCommand, until, type RunningCommand } from '../system/index.js';

/** The event store by itself, as `npm run event-store` starts it. */
export class RunningNode {
  private constructor(
    readonly command: RunningCommand,
    readonly url: string,
  ) {}

  /** With its log in a database, or with a Postgres of its own in a folder. */
  static async start(where: { databaseUrl: string } | { folder: string }): Promise<RunningNode> {
    const command = nodeCommand(where);
    const url = await until('the node is up', () => {
      if (command.process.exitCode !== null) throw new Error(`It did not start:\n${command.output()}`);
      return /esdb:\S+/.exec(command.output())?.[0];
    });
    return new RunningNode(command, url);
  }

  async stop(): Promise<void> {
    this.command.process.kill('SIGTERM');
    await this.command.exited;
  }

  async kill(): Promise<void> {
    this.command.process.kill('SIGKILL');
    await this.command.exited;
  }
}

/** What may not get as far as a running node. */
export function nodeCommand(where: { databaseUrl: string } | { folder: string }): RunningCommand {
  const place = 'folder' in where ? ['--data', where.folder] : ['--database-url', where.databaseUrl];
  return ledgerCommand(['event-store', ...place, '--port', '0', '--insecure']);
}

/** A node with a database of its own. */
export async function startNode(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const database = await createTestDatabase();
  const node = await RunningNode.start({ databaseUrl: database.url });
  const close = async () => {
    await node.stop();
    await database.drop();
  };
  return { url: node.url, close };
}
