import { Command } from 'commander';
import { dataOption } from '../data-option.js';
import { findInstance } from '../find-instance.js';
import { Terminal } from '../terminal/terminal.js';
import { dataFolder } from '../up/data-folder.js';
import { seedAndShow } from './seed-once.js';

export function seedCommand(): Command {
  return new Command('seed')
    .description('Make demo users, models, rates and 40 days of usage. Doing it again changes nothing.')
    .addOption(dataOption())
    .action(async ({ data }: { readonly data: string }) => {
      await seedAndShow(new Terminal(), findInstance(data), dataFolder(data).seeded);
    });
}
