import {
  amount,
  dueOf,
  paymentInFlight,
  topUpMonth,
  type Package,
  type Subscription,
  type SubscriptionCommand,
} from '#libs/ledger';
import fc from 'fast-check';
import type { LedgerHistory } from './ledger-history.js';

type Step = (history: LedgerHistory, id: string, now: Date) => void;

const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York'];
const usd = (minorUnits: number) => ({ minorUnits: minorUnits.toString(), currency: 'USD' }) as const;
const plan = (packageId: string, price: number): Package => ({
  packageId,
  version: 0,
  revision: 1,
  name: `Plan ${packageId}`,
  description: '',
  retired: false,
  offer: {
    kind: 'plan',
    period: 'month',
    price: usd(price),
    prioritySupport: true,
    allowances: [{ model: 'gpt-5-nano', tokens: '1000.5', rollover: { rule: 'none' } }],
  },
});
const PLANS = [plan('small', 500), plan('basic', 1_000), plan('pro', 3_000)];
const CARD = { customer: 'cus-1', method: 'card-1' };
const DECLINED = { code: 'card-declined', message: 'The card was declined.' };

/** Subscribing, and what a buyer, the worker and the provider do to a subscription, in any order. */
export function subscriptionStep(accounts: readonly string[]): fc.Arbitrary<Step> {
  const start = fc
    .record({
      accountId: fc.constantFrom(...accounts),
      offered: fc.constantFrom(...PLANS),
      timeZone: fc.constantFrom(...ZONES),
    })
    .map(({ accountId, offered, timeZone }): Step => (history, subscriptionId, now) => {
      const { packageId, version: packageVersion } = offered;
      const chosen = { packageId, packageVersion, offered };
      history.subscription(
        { type: 'StartSubscription', subscriptionId, accountId, timeZone, ...chosen },
        now,
      );
    });
  const act = fc.constantFrom('paid', 'paid', 'paid', 'failed', 'due', 'due', 'cancel', 'resume', 'change');
  const goOn = fc
    .record({ act, pick: fc.nat(50), offered: fc.constantFrom(...PLANS) })
    .map(({ act, pick, offered }): Step => (history, _id, now) => {
      const subscriptions = [...history.subscriptions.values()];
      const subscription = subscriptions[pick % subscriptions.length];
      const command = subscription && commandOf(act, subscription, { offered, now });
      if (command) history.subscription(command, now);
    });
  return fc.oneof({ weight: 1, arbitrary: start }, { weight: 6, arbitrary: goOn });
}

function commandOf(
  act: string,
  subscription: Subscription,
  { offered, now }: { readonly offered: Package; readonly now: Date },
): SubscriptionCommand {
  const { subscriptionId } = subscription;
  const attempt = paymentInFlight(subscription) ?? subscription.attempts.at(-1);
  const purchaseId = attempt?.purchaseId ?? `${subscriptionId}.1.1`;
  const due = dueOf(subscription, now);
  const commands: Record<string, SubscriptionCommand> = {
    paid: { type: 'RecordPeriodPaid', subscriptionId, purchaseId, method: CARD },
    failed: { type: 'RecordPaymentFailed', subscriptionId, purchaseId, failure: DECLINED },
    cancel: { type: 'CancelSubscription', subscriptionId },
    resume: { type: 'ResumeSubscription', subscriptionId },
    change: {
      type: 'ChangePlan',
      subscriptionId,
      packageId: offered.packageId,
      packageVersion: offered.version,
      offered,
    },
  };
  const whatIsDue: SubscriptionCommand =
    due?.what === 'renew'
      ? {
          ...{ type: 'BeginRenewal', subscriptionId, askedByBuyer: false },
          purchaseId: due.attempt.purchaseId,
        }
      : { type: 'EndSubscription', subscriptionId };
  return commands[act] ?? whatIsDue;
}

/** Setting a top-up up, and what becomes of those that begin. */
export function topUpStep(accounts: readonly string[], models: readonly string[]): fc.Arbitrary<Step> {
  const accountId = fc.constantFrom(...accounts);
  const configure = fc
    .record({ accountId, model: fc.constantFrom(...models), enabled: fc.constantFrom(true, true, false) })
    .map(({ accountId, model, enabled }): Step => (history, _id, now) => {
      const settings = {
        ...{ enabled, model, threshold: '500.5', packageId: 'single', units: 1 },
        ...{ monthlyCap: usd(5_000), cooldownMinutes: 60 },
      };
      history.topUp({ type: 'ConfigureTopUp', accountId, settings }, now);
    });
  const save = accountId.map((accountId): Step => (history, _id, now) => {
    history.topUp({ type: 'SaveTopUpMethod', accountId, method: CARD }, now);
  });
  const begin = fc
    .record({ accountId, price: fc.integer({ min: 1, max: 2_000 }) })
    .map(({ accountId, price }): Step => (history, purchaseId, now) => {
      const due = { available: amount('1.5'), month: topUpMonth('UTC', now) };
      history.topUp({ type: 'BeginTopUp', accountId, purchaseId, price: usd(price), ...due }, now);
    });
  const end = fc
    .record({
      accountId,
      outcome: fc.constantFrom('completed' as const, 'failed' as const, 'expired' as const),
    })
    .map(({ accountId, outcome }): Step => (history, id, now) => {
      const known = history.topUps.get(accountId);
      const purchaseId = known?.inFlight?.purchaseId ?? known?.latest?.purchaseId ?? id;
      history.topUp({ type: 'EndTopUp', accountId, purchaseId, outcome }, now);
    });
  return fc.oneof(configure, save, { weight: 2, arbitrary: begin }, { weight: 2, arbitrary: end });
}
