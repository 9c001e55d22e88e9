import { Option } from 'commander';

/** The data folder, for every command that starts or finds an instance. */
export function dataOption(): Option {
  return new Option('--data <folder>', 'folder of the instance: database, logs, keys')
    .default('.ledger')
    .env('LEDGER_DATA');
}
