import { formatAmount, microTokens, type Offer, type Package, type PurchaseCommand } from '#libs/ledger';
import fc from 'fast-check';
import type { LedgerHistory } from './ledger-history.js';

type Step = (history: LedgerHistory, id: string, now: Date) => void;

const PACKAGES = ['single', 'bundle', 'plan'];
const HOUR_MS = 3_600_000;
const usd = (minorUnits: number) => ({ minorUnits: minorUnits.toString(), currency: 'USD' }) as const;
const tokens = fc
  .bigInt({ min: 1n, max: 1_000_000_000n })
  .map((written) => formatAmount(microTokens(written)));
const price = fc.integer({ min: 1, max: 100_000 });
const days = fc.option(fc.integer({ min: 1, max: 60 }), { nil: null });

function anyOffer(models: readonly string[]): fc.Arbitrary<Offer> {
  const offered = fc.uniqueArray(fc.record({ model: fc.constantFrom(...models), tokens }), {
    selector: ({ model }) => model,
    minLength: 1,
  });
  return fc.oneof(
    fc
      .record({ model: fc.constantFrom(...models), tokensPerUnit: tokens, price, expiresAfterDays: days })
      .map(({ price, ...terms }): Offer => ({
        kind: 'tokens',
        ...{ ...terms, unitsMin: 1, unitsMax: 5, tiers: [{ fromUnits: 1, unitPrice: usd(price) }] },
      })),
    fc.record({ items: offered, price, expiresAfterDays: days }).map(({ price, ...terms }): Offer => ({
      kind: 'bundle',
      ...{ ...terms, price: usd(price), listPrice: usd(price + 100) },
    })),
    fc.record({ items: offered, price }).map(({ items, price }): Offer => ({
      kind: 'plan',
      ...{ period: 'month', price: usd(price), prioritySupport: false },
      allowances: items.map((item) => ({ ...item, rollover: { rule: 'none' } })),
    })),
  );
}

/** Putting one of the packages on sale, changing and retiring it. */
export function packageStep(models: readonly string[]): fc.Arbitrary<Step> {
  return fc
    .record({
      packageId: fc.constantFrom(...PACKAGES),
      offer: anyOffer(models),
      act: fc.constantFrom('define', 'define', 'define', 'retire'),
    })
    .map(({ packageId, offer, act }): Step => (history, id, now) => {
      if (act === 'retire') history.package({ type: 'RetirePackage', packageId, reason: 'old' }, now);
      else history.package({ type: 'DefinePackage', packageId, name: id, description: '', offer }, now);
    });
}

/** Starting a purchase, and bringing one of those forward, or what its provider says, late and out of order. */
export function purchaseStep(accounts: readonly string[]): fc.Arbitrary<Step> {
  const act = fc.constantFrom('open', 'paid', 'paid', 'failed', 'expired', 'complete', 'complete', 'expire');
  const advancing = fc
    .record({ act, pick: fc.nat(50), reference: fc.constantFrom('pay-1', 'pay-1', 'pay-2') })
    .map(({ act, pick, reference }): Step => (history, _id, now) => {
      const ids = [...history.purchases.keys()];
      const purchaseId = ids[pick % ids.length];
      if (purchaseId !== undefined) advance(history, { purchaseId, act, reference }, now);
    });
  return fc.oneof({ weight: 1, arbitrary: starting(accounts) }, { weight: 3, arbitrary: advancing });
}

function starting(accounts: readonly string[]): fc.Arbitrary<Step> {
  return fc
    .record({
      accountId: fc.constantFrom(...accounts),
      packageId: fc.constantFrom(...PACKAGES),
      units: fc.constantFrom(1, 1, 2),
    })
    .map(({ accountId, packageId, units }): Step => (history, purchaseId, now) => {
      const offered = history.packages.get(packageId);
      if (!offered) return;
      const bought = { purchaseId, accountId, packageId, packageVersion: offered.version };
      const command: PurchaseCommand =
        offered.offer.kind === 'plan'
          ? { type: 'StartPeriodPurchase', order: { ...bought, ...periodOf(offered) } }
          : { type: 'StartPurchase', ...bought, offered, units, origin: 'checkout' };
      history.purchase(purchaseId, command, now);
    });
}

function periodOf({ name, offer }: Package) {
  const allowances = offer.kind === 'plan' ? offer.allowances : [];
  const terms = { priority: 50, expiresAfterDays: 30, expiresAt: null, rollover: { rule: 'none' } } as const;
  return {
    packageName: name,
    items: allowances.map(({ model, tokens }) => ({ model, tokens, ...terms })),
    price: offer.kind === 'plan' ? offer.price : usd(1),
    subscriptionId: 'sub-1',
  };
}

interface Advance {
  readonly purchaseId: string;
  readonly act: string;
  readonly reference: string;
}

function advance(history: LedgerHistory, { purchaseId, act, reference }: Advance, now: Date): void {
  const price = history.purchases.get(purchaseId)?.order.price ?? usd(1);
  const payableUntil = new Date(now.getTime() + HOUR_MS).toISOString();
  const checkout = { paymentReference: reference, provider: 'sandbox', url: `https://pay/${purchaseId}` };
  const said = (status: 'paid' | 'failed' | 'expired'): PurchaseCommand => ({
    type: 'RecordPayment',
    purchaseId,
    payment: { paymentReference: reference, status, price, failure: null, method: null },
  });
  const commands: Record<string, PurchaseCommand> = {
    open: { type: 'OpenCheckout', purchaseId, checkout: { ...checkout, payableUntil } },
    paid: said('paid'),
    failed: said('failed'),
    expired: said('expired'),
    complete: { type: 'CompletePurchase', purchaseId, creditedAtPosition: '7' },
    expire: { type: 'ExpirePurchase', purchaseId },
  };
  const command = commands[act];
  if (command) history.purchase(purchaseId, command, now);
}
