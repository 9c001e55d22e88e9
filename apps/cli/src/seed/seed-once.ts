import { existsSync, writeFileSync } from 'node:fs';
import type { Terminal } from '../terminal/terminal.js';
import type { Instance } from '../up/instance.js';

/** Seeds unless the marker says that it was done, and shows the service key that came of it. */
export async function seedOnce(terminal: Terminal, instance: Instance, marker: string): Promise<void> {
  if (existsSync(marker)) return;
  await seedAndShow(terminal, instance, marker);
}

export async function seedAndShow(terminal: Terminal, instance: Instance, marker: string): Promise<void> {
  const { seed } = await import('./seed.js');
  const seeded = await terminal.step('Making demo data', (tell) => seed(instance, tell));
  writeFileSync(marker, `${JSON.stringify({ seededAt: new Date().toISOString() })}\n`);
  const fresh = seeded.commands - seeded.replayed;
  terminal.line(`  ${fresh} commands carried out, ${seeded.replayed} were there before.`);
  if (seeded.serviceKey) {
    terminal.line('  API key of the demo service, shown this once:');
    terminal.line(`  ${seeded.serviceKey}`);
  }
}
