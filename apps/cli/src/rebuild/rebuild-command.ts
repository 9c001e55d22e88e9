import { Command } from 'commander';
import { dataOption } from '../data-option.js';
import { findInstance } from '../find-instance.js';
import { Terminal } from '../terminal/terminal.js';

export function rebuildCommand(): Command {
  return new Command('rebuild')
    .description('Make the read models anew from the log, beside those that serve, and swap them in.')
    .addOption(dataOption())
    .action(async ({ data }: { readonly data: string }) => {
      const { rebuild } = await import('./rebuild.js');
      await rebuild(findInstance(data), new Terminal());
    });
}
