import { Command, Option } from 'commander';
import { EXIT_CANNOT_RUN, EXIT_INTERRUPTED } from '../operator-error.js';
import { Terminal } from '../terminal/terminal.js';
import { readFlags, type ImportFlags } from './import-flags.js';
import {
  parseApiUrl,
  parseCount,
  parseDelimiter,
  parseOperationPrefix,
  parseColumns,
} from './parse-flags.js';

const CONCURRENCY_DEFAULT = '64';

export function importUsageCommand(): Command {
  return new Command('import-usage')
    .description('Turn the rows of a usage log (CSV) into consumptions. Running it again changes nothing.')
    .argument('<file>', 'CSV file; its first line names the columns')
    .addOption(new Option('--account <id>', 'account of all rows').conflicts('accountColumn'))
    .option('--account-column <name>', 'column that names the account')
    .addOption(new Option('--model <key>', 'model of all rows').conflicts('modelColumn'))
    .option('--model-column <name>', 'column that names the model')
    .addOption(new Option('--feature <key>', 'feature of all rows').conflicts('featureColumn'))
    .option('--feature-column <name>', 'column that names the feature')
    .addOption(unitsOption())
    .addOption(apiUrlOption())
    .addOption(new Option('--api-key <key>', 'needs the scope tokens:consume').env('LEDGER_API_KEY'))
    .addOption(
      new Option('--concurrency <number>', 'rows that are sent at once')
        .default(parseCount(CONCURRENCY_DEFAULT), CONCURRENCY_DEFAULT)
        .argParser(parseCount),
    )
    .option('--keep-order', 'send the rows of one account one after another: slower')
    .addOption(
      new Option('--operation-prefix <text>', 'begins the operation ids; another prefix, another import')
        .default('import-usage')
        .argParser(parseOperationPrefix),
    )
    .addOption(
      new Option('--delimiter <character>', 'between fields; "tab" for a tabulator')
        .default(',')
        .argParser(parseDelimiter),
    )
    .addOption(new Option('--limit <number>', 'read the first rows only').argParser(parseCount))
    .option('--dry-run', 'read and check everything, send nothing')
    .option('--strict', 'stop at the first row that is malformed or refused')
    .addHelpText('after', EXIT_CODES)
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : EXIT_CANNOT_RUN))
    .action(run);
}

const EXIT_CODES = `
Exit codes:
  0    all rows are accepted, now or before
  1    some rows are refused or malformed
  2    could not run, or had to stop before the end
  130  interrupted`;

function unitsOption(): Option {
  return new Option('--units-column <name>', 'column with the units; several are added up (a,b or repeated)')
    .makeOptionMandatory()
    .argParser(parseColumns);
}

function apiUrlOption(): Option {
  return new Option('--api-url <url>', 'where the API is')
    .env('API_URL')
    .default(parseApiUrl('http://127.0.0.1:3000'), 'http://127.0.0.1:3000')
    .argParser(parseApiUrl);
}

async function run(path: string, flags: ImportFlags, command: Command): Promise<void> {
  const options = readFlags(path, flags, (message) => command.error(`error: ${message}`));
  const [{ importUsage }, { listenForStop }] = await Promise.all([
    import('./import-usage.js'),
    import('../up/stop-signals.js'),
  ]);
  const wishes = listenForStop();
  wishes.force.addEventListener('abort', () => process.exit(EXIT_INTERRUPTED));
  process.exitCode = await importUsage(options, new Terminal(), wishes.stop);
}
