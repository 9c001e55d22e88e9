import { Command, InvalidArgumentError, Option } from 'commander';
import { Terminal } from '../terminal/terminal.js';
import type { EventStoreFlags } from './event-store-options.js';

const PORT_MAX = 65_535;
const APPEND_BYTES_MAX = 16 * 1_048_576;

export function eventStoreCommand(): Command {
  return new Command('event-store')
    .description('Start the embedded event store alone: a single node that speaks the EventStoreDB protocol.')
    .addOption(
      new Option('--data <folder>', 'folder of its database and logs')
        .default('.event-store')
        .env('EVENT_STORE_DATA'),
    )
    .addOption(new Option('--database-url <url>', 'a Postgres of your own instead of the one in the folder'))
    .addOption(new Option('--host <host>', 'address to listen on').default('127.0.0.1'))
    .addOption(new Option('--port <number>', '0: any free port').default(2113).argParser(upTo(PORT_MAX, 0)))
    .addOption(new Option('--tls-cert <file>', 'certificate (chain) in PEM; needs --tls-key'))
    .addOption(new Option('--tls-key <file>', 'its private key in PEM; needs --tls-cert'))
    .addOption(
      new Option(
        '--insecure',
        'no TLS and no users: whoever reaches the port is administrator; loopback only',
      ),
    )
    .addOption(
      new Option('--insecure-anywhere', 'the same on every address: only on a network that you trust'),
    )
    .addOption(
      new Option('--max-append-size <bytes>', 'of the data of one append')
        .default(1_048_576)
        .argParser(upTo(APPEND_BYTES_MAX, 1)),
    )
    .addOption(
      new Option('--admin-password <password>', 'of the user admin').env('EVENT_STORE_ADMIN_PASSWORD'),
    )
    .addOption(new Option('--ops-password <password>', 'of the user ops').env('EVENT_STORE_OPS_PASSWORD'))
    .action(async (flags: EventStoreFlags) => {
      const { runEventStore } = await import('./run-event-store.js');
      await runEventStore(flags, new Terminal());
    });
}

function upTo(max: number, min: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value > max || value < min) {
      throw new InvalidArgumentError(`It is a whole number from ${min} to ${max}.`);
    }
    return value;
  };
}
