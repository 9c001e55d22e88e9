import type { AllowanceRollover, DefinePackage, Offer, OfferedTokens, WrittenMoney } from '#libs/ledger';

const usd = (minorUnits: number): WrittenMoney => ({ minorUnits: String(minorUnits), currency: 'USD' });

const NANO = 'gpt-5-nano';
const EMBEDDING = 'text-embedding-3-small';
const CLAUDE = 'claude-sonnet-4.5';
const GEMINI = 'gemini-2.5-flash';
const FLUX = 'flux-1.1-pro';

const define = (packageId: string, name: string, description: string, offer: Offer): DefinePackage => ({
  type: 'DefinePackage',
  packageId,
  name,
  description,
  offer,
});

/** Units of 10,000 tokens, in cents from 1, from 25 and from 100 units on. */
const single = (model: string, [one, some, many]: readonly [number, number, number]): Offer => ({
  kind: 'tokens',
  model,
  tokensPerUnit: '10000',
  unitsMin: 1,
  unitsMax: 1_000,
  tiers: [
    { fromUnits: 1, unitPrice: usd(one) },
    { fromUnits: 25, unitPrice: usd(some) },
    { fromUnits: 100, unitPrice: usd(many) },
  ],
  expiresAfterDays: null,
});

const tokens = (items: Readonly<Record<string, string>>): readonly OfferedTokens[] =>
  Object.entries(items).map(([model, amount]) => ({ model, tokens: amount }));

const bundle = (price: number, listPrice: number, items: Readonly<Record<string, string>>): Offer => ({
  kind: 'bundle',
  items: tokens(items),
  price: usd(price),
  listPrice: usd(listPrice),
  expiresAfterDays: null,
});

interface Terms {
  readonly period: 'month' | 'year';
  readonly rollover: AllowanceRollover;
  readonly prioritySupport: boolean;
}

const plan = (
  price: number,
  { period, rollover, prioritySupport }: Terms,
  items: Readonly<Record<string, string>>,
): Offer => ({
  kind: 'plan',
  period,
  allowances: tokens(items).map((item) => ({ ...item, rollover })),
  price: usd(price),
  prioritySupport,
});

/** List prices of bundles are what their models cost one by one, in the first tier. */
export const DEMO_PACKAGES: readonly DefinePackage[] = [
  define(
    'nano-tokens',
    'GPT-5 Nano',
    'Fast and frugal: chat, classification, summaries.',
    single(NANO, [90, 80, 70]),
  ),
  define(
    'embedding-tokens',
    'Text Embedding 3 Small',
    'For training bots with documents and pages.',
    single(EMBEDDING, [40, 36, 32]),
  ),
  define(
    'claude-tokens',
    'Claude Sonnet 4.5',
    'For long texts, code and careful answers.',
    single(CLAUDE, [600, 560, 510]),
  ),
  define(
    'gemini-tokens',
    'Gemini 2.5 Flash',
    'Quick answers over long contexts.',
    single(GEMINI, [150, 140, 125]),
  ),
  define('flux-tokens', 'FLUX 1.1 Pro', 'For images.', single(FLUX, [250, 230, 200])),
  define(
    'starter-bundle',
    'Starter Bundle',
    'A first helping of everything that a chatbot needs.',
    bundle(999, 1_150, { [NANO]: '50000', [EMBEDDING]: '25000', [CLAUDE]: '10000' }),
  ),
  define(
    'creator-bundle',
    'Creator Bundle',
    'Words and images for people who publish.',
    bundle(2_400, 2_900, { [GEMINI]: '60000', [FLUX]: '80000' }),
  ),
  define(
    'power-bundle',
    'Power Bundle',
    'For teams that use every model every day.',
    bundle(10_900, 14_500, {
      [NANO]: '500000',
      [EMBEDDING]: '250000',
      [CLAUDE]: '100000',
      [GEMINI]: '200000',
    }),
  ),
  define(
    'plus-monthly',
    'Plus',
    'A steady allowance for one busy bot.',
    plan(
      1_900,
      { period: 'month', rollover: { rule: 'capped', cap: '20000' }, prioritySupport: false },
      { [NANO]: '200000', [EMBEDDING]: '50000' },
    ),
  ),
  define(
    'pro-monthly',
    'Pro',
    'Every text model, and unused tokens carry over.',
    plan(
      4_900,
      { period: 'month', rollover: { rule: 'all' }, prioritySupport: true },
      { [NANO]: '400000', [EMBEDDING]: '150000', [CLAUDE]: '50000' },
    ),
  ),
  define(
    'pro-annual',
    'Pro, by the year',
    'Twelve months of Pro for the price of ten.',
    plan(
      49_000,
      { period: 'year', rollover: { rule: 'none' }, prioritySupport: true },
      { [NANO]: '4800000', [EMBEDDING]: '1800000', [CLAUDE]: '600000' },
    ),
  ),
];
