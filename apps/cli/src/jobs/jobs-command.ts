import { Command, InvalidArgumentError } from 'commander';
import { dataOption } from '../data-option.js';
import { EXIT_CANNOT_RUN, OperatorError } from '../operator-error.js';
import { Terminal } from '../terminal/terminal.js';

const LIMIT_DEFAULT = 50;

interface FailedFlags {
  readonly data: string;
  readonly limit: number;
  readonly json?: true;
}

interface RetryFlags {
  readonly data: string;
  readonly all?: true;
}

export function jobsCommand(): Command {
  const command = new Command('jobs')
    .description('What background jobs were given up, and having them done after all.')
    .addCommand(failedCommand())
    .addCommand(retryCommand())
    .addHelpText('after', ENVIRONMENT);
  for (const one of command.commands)
    one.exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : EXIT_CANNOT_RUN));
  return command;
}

const ENVIRONMENT = `
Jobs are where the worker has them: in DATABASE_URL (or the database of the instance that runs on the
data folder), or in REDIS_URL. Give this command the REDIS_URL that the worker has.`;

const EXIT_CODES = `
Exit codes:
  0    what was asked for is done again
  1    no such job has failed
  2    could not run`;

function failedCommand(): Command {
  return new Command('failed')
    .description('Show the jobs that were given up and not done since, the newest first.')
    .option('--limit <number>', 'of how many', parseLimit, LIMIT_DEFAULT)
    .option('--json', 'with their payloads, as a JSON array')
    .addOption(dataOption())
    .action(async ({ data, limit, json }: FailedFlags) => {
      const { withJobs } = await import('./with-jobs.js');
      const { showFailed } = await import('./show-failed.js');
      await withJobs(data, (jobs) => showFailed(jobs, { limit, json: json ?? false }, new Terminal()));
    });
}

function retryCommand(): Command {
  return new Command('retry')
    .description('Have jobs that were given up done again, with all their attempts.')
    .argument('<queue>')
    .argument('[id]', 'of one job')
    .option('--all', 'every job of the queue that was given up')
    .addOption(dataOption())
    .addHelpText('after', EXIT_CODES)
    .action(async (queue: string, id: string | undefined, { data, all }: RetryFlags) => {
      if ((id === undefined) !== (all ?? false))
        throw new OperatorError('Name one job by its id, or say --all.');
      const { withJobs } = await import('./with-jobs.js');
      const { retryFailed } = await import('./retry-failed.js');
      await withJobs(data, (jobs) => retryFailed(jobs, { queue, id: id ?? null }, new Terminal()));
    });
}

function parseLimit(text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a number from 1 to 99999.');
}
