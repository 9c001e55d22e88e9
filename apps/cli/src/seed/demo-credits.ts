import { amount, type AccountCommand } from '#libs/ledger';

const PRIORITY = 100;

export interface DemoCredit {
  /** Days before now. */
  readonly day: number;
  /** @param daysAgo gives the moment so many days before now; negative: ahead. */
  command(daysAgo: (days: number) => Date): AccountCommand;
}

type Items = readonly (readonly [model: string, tokens: string])[];

const purchase = (day: number, purchaseId: string, packageName: string, items: Items): DemoCredit => ({
  day,
  command: () => ({
    type: 'CreditPurchase',
    purchaseId,
    packageName,
    items: items.map(([model, tokens]) => ({
      grantId: `${purchaseId}-${model}`,
      model,
      amount: amount(tokens),
      priority: PRIORITY,
      expiresAt: null,
    })),
  }),
});

interface Bonus {
  readonly grantId: string;
  readonly model: string;
  readonly tokens: string;
  readonly reason: string;
  /** Days before now; negative: ahead. */
  readonly expires: number;
}

const bonus = (day: number, { grantId, model, tokens, reason, expires }: Bonus): DemoCredit => ({
  day,
  command: (daysAgo) => ({
    type: 'GrantTokens',
    grantId,
    model,
    amount: amount(tokens),
    source: 'bonus',
    priority: PRIORITY,
    expiresAt: daysAgo(expires),
    reason,
  }),
});

/** What the demo account was given: bundles, single models, a bonus that ran out and one that will. */
export const DEMO_CREDITS: readonly DemoCredit[] = [
  bonus(39.9, {
    grantId: 'demo-bonus-images',
    model: 'flux-1.1-pro',
    tokens: '12000',
    reason: 'Try AI Images',
    expires: 33,
  }),
  purchase(39.5, 'demo-starter', 'Starter Bundle', [
    ['gpt-5-nano', '50000'],
    ['text-embedding-3-small', '25000'],
    ['claude-sonnet-4.5', '10000'],
  ]),
  purchase(36.4, 'demo-creator', 'Creator Bundle', [
    ['gemini-2.5-flash', '60000'],
    ['flux-1.1-pro', '80000'],
  ]),
  { day: 33, command: () => ({ type: 'RecordDue' }) },
  { day: 30.2, command: () => ({ type: 'SetUnlimited', model: 'claude-sonnet-4.5', unlimited: true }) },
  purchase(21.3, 'demo-nano-150k', 'GPT-5 Nano 150K', [['gpt-5-nano', '150000']]),
  bonus(9.6, {
    grantId: 'demo-bonus-thanks',
    model: 'gemini-2.5-flash',
    tokens: '5000',
    reason: 'Thank you for your feedback',
    expires: -12,
  }),
];
