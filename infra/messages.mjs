/**
 * `npm run messages`: writes what the dashboard says into the translations, with the English beside each. New
 * messages come without a translation, changed ones are new, and those that nothing says any more go.
 * With `--json` it only prints the messages.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extractMessages } from './steps/messages.mjs';

const FOLDER = 'apps/dashboard/src/app/languages/translations';

const messages = await extractMessages();
if (process.argv.includes('--json')) console.log(JSON.stringify(messages));
else for (const name of readdirSync(FOLDER)) writeMessages(`${FOLDER}/${name}`);

function writeMessages(path) {
  const known = JSON.parse(readFileSync(path, 'utf8'));
  const entries = Object.entries(messages).map(([id, english]) => [
    id,
    { english, translation: known[id]?.translation ?? '' },
  ]);
  writeFileSync(path, `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`);
  const missing = entries.filter(([, { translation }]) => translation === '').length;
  console.log(`${path}: ${entries.length} messages, ${missing} without a translation.`);
}
