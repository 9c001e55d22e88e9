import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { configurationSchema, InvalidConfiguration, readConfiguration } from './configuration.js';

const DATABASE_URL = 'postgres://somewhere/ledger';
const table = readFileSync(resolve(__dirname, '../../../../docs/configuration.md'), 'utf8');
const rows = new Map(
  table.split('\n').flatMap((line) => {
    const [, name, fallback] = /^\| `([A-Z_]+)` *\|(?: `(.*?)`)? *\|/.exec(line) ?? [];
    return name ? [[name, fallback ?? null] as const] : [];
  }),
);

it('documents every variable and no other', () => {
  expect([...rows.keys()].sort()).toEqual(Object.keys(configurationSchema.shape).sort());
});

it('documents the defaults that it has', () => {
  const defaults = new Map(Object.entries(readConfiguration({ DATABASE_URL })));
  defaults.delete('DATABASE_URL'); // given here; it has none
  for (const [name, documented] of rows) {
    const value = defaults.get(name);
    expect([name, documented]).toEqual([name, value === undefined ? null : String(value)]);
  }
});

it('names every variable that is wrong', () => {
  const wrong = () =>
    readConfiguration({ DATABASE_URL: 'mysql://x', HTTP_PORT: '70000', EVENT_STORE_URL: 'http://x' });
  expect(wrong).toThrow(InvalidConfiguration);
  for (const name of ['DATABASE_URL', 'HTTP_PORT', 'EVENT_STORE_URL']) expect(wrong).toThrow(name);
});

it('refuses holds that would live longer by default than they may', () => {
  const withMaximum = (maximum: string) => () =>
    readConfiguration({ DATABASE_URL, HOLD_TTL_SECONDS_MAX: maximum });
  expect(withMaximum('599')).toThrow(
    'HOLD_TTL_SECONDS_DEFAULT: 600 must not be more than HOLD_TTL_SECONDS_MAX (599)',
  );
  expect(withMaximum('600')).not.toThrow();
});
