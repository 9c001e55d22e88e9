import { Command } from 'commander';
import { eventStoreCommand } from './event-store/event-store-command.js';
import { importUsageCommand } from './import-usage/import-usage-command.js';
import { jobsCommand } from './jobs/jobs-command.js';
import { rebuildCommand } from './rebuild/rebuild-command.js';
import { seedCommand } from './seed/seed-command.js';
import { EXIT_CANNOT_RUN } from './operator-error.js';
import { upCommand } from './up/up-command.js';

export function ledgerProgram(): Command {
  const program = new Command('ledger')
    .description("The operators' and auditors' command of Token Ledger.")
    .addCommand(upCommand())
    .addCommand(eventStoreCommand())
    .addCommand(seedCommand())
    .addCommand(importUsageCommand())
    .addCommand(rebuildCommand())
    .addCommand(jobsCommand())
    .showHelpAfterError();
  for (const command of [program, ...program.commands]) {
    command.exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : EXIT_CANNOT_RUN));
  }
  return program;
}
