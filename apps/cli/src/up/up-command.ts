import { Command, InvalidArgumentError, Option } from 'commander';
import { Terminal } from '../terminal/terminal.js';
import { dataOption } from '../data-option.js';

const PORT_MAX = 65_535;

interface UpFlags {
  readonly data: string;
  readonly port: number;
  readonly eventStorePort: number;
  readonly projectorPort: number;
  readonly workerPort: number;
  readonly postgresPort: number;
  readonly seed?: boolean;
}

export function upCommand(): Command {
  return new Command('up')
    .description('Start everything: Postgres, event store, API with dashboard, projector and worker.')
    .addOption(dataOption())
    .addOption(portOption('--port', 'of the API and the dashboard', 3000, 'HTTP_PORT'))
    .addOption(
      portOption('--event-store-port', 'of the embedded event store', 2113, 'EMBEDDED_EVENT_STORE_PORT'),
    )
    .addOption(portOption('--projector-port', "of the projector's health", 3001, 'PROJECTOR_PORT'))
    .addOption(portOption('--worker-port', "of the worker's health", 3002, 'WORKER_PORT'))
    .addOption(
      portOption('--postgres-port', 'of embedded Postgres; 0: any free', 0, 'EMBEDDED_POSTGRES_PORT'),
    )
    .option('--seed', 'make demo data on the first run also where DATABASE_URL or EVENT_STORE_URL is given')
    .option('--no-seed', 'make no demo data')
    .action(async (flags: UpFlags) => {
      const { up } = await import('./up.js');
      await up({ ...flags, seed: flags.seed ?? null }, new Terminal());
    });
}

function portOption(flag: string, what: string, fallback: number, variable: string): Option {
  return new Option(`${flag} <number>`, `port ${what}`).default(fallback).env(variable).argParser(parsePort);
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > PORT_MAX)
    throw new InvalidArgumentError(`A port is a number up to ${PORT_MAX}.`);
  return port;
}
