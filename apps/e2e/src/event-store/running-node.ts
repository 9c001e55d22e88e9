import { createTestDatabase } from '#libs/platform/testing';
import { ledgerCommand, until, type RunningCommand } from '../system/index.js';

/** The event store by itself, as `npm run event-store` starts it. */
export class RunningNode {
  private constructor(
    private readonly command: RunningCommand,
    readonly url: string,
  ) {}

  static async start(databaseUrl: string): Promise<RunningNode> {
    const flags = ['--database-url', databaseUrl, '--port', '0', '--insecure'];
    const command = ledgerCommand(['event-store', ...flags]);
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

/** A node with a database of its own. */
export async function startNode(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const database = await createTestDatabase();
  const node = await RunningNode.start(database.url);
  const close = async () => {
    await node.stop();
    await database.drop();
  };
  return { url: node.url, close };
}
