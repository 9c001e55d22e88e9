import type { JsonObject } from '#libs/event-store';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LedgerHistory } from '../testing/ledger-history.js';
import { eventJsonSchemas } from './event-schemas.js';
import { understand } from './understand.js';

/** What was agreed on with everybody who reads the log; `npm run events:schemas` writes it anew. */
const FOLDER = join(__dirname, '../../../../docs/events');
const json = (path: string): unknown => JSON.parse(readFileSync(join(FOLDER, path), 'utf8'));
const samples = readdirSync(join(FOLDER, 'samples')).map((file) => file.replace(/\.json$/, ''));
const STREAMS: Record<string, string> = {
  RateChanged: 'rate-ai_bots',
  ModelDefined: 'model-gpt-5-nano',
  PackageDefined: 'package-starter',
  PackageRetired: 'package-starter',
};
const FAMILIES = [
  [/^(Purchase|Checkout)/, 'purchase-p-1'],
  [/^Subscription/, 'subscription-s-1'],
  [/^TopUp/, 'top-up-acc-1'],
] as const;
const streamOf = (type: string) =>
  STREAMS[type] ?? FAMILIES.find(([family]) => family.test(type))?.[1] ?? 'account-acc-1';

it('are checked in as they are', () => {
  const checkedIn = readdirSync(FOLDER).filter((file) => file.endsWith('.schema.json'));
  expect(checkedIn.sort()).toEqual(
    Object.keys(eventJsonSchemas())
      .map((type) => `${type}.schema.json`)
      .sort(),
  );
  for (const [type, schema] of Object.entries(eventJsonSchemas())) {
    expect(json(`${type}.schema.json`)).toEqual(JSON.parse(JSON.stringify(schema)));
  }
});

it('have a stored sample each', () => {
  expect(samples.sort()).toEqual(Object.keys(eventJsonSchemas()).sort());
});

it.each(samples)('describe the stored sample of %s, and the ledger understands it', (type) => {
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(
    json(`${type}.schema.json`) as object,
  );
  const data = json(`samples/${type}.json`) as JsonObject;
  expect(validate(data) ? [] : validate.errors).toEqual([]);
  const recorded = new LedgerHistory().foreign({ type, streamName: streamOf(type), data });
  expect(understand(recorded)?.event).toEqual({ type, data });
});

it.each(samples)('refuse a %s that lacks any of its members', (type) => {
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(
    json(`${type}.schema.json`) as object,
  );
  const sample = json(`samples/${type}.json`) as Record<string, unknown>;
  for (const member of Object.keys(sample)) {
    const { [member]: _, ...rest } = sample;
    expect([member, validate(rest)]).toEqual([member, false]);
  }
});
