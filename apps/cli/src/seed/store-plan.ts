import {
  evolvePackage,
  packageDecider,
  purchaseDecider,
  quote,
  isRefusal,
  type Package,
  type PackageCommand,
  type PurchaseCommand,
} from '#libs/ledger';
import { DEMO_PACKAGES } from './demo-packages.js';
import { DEMO_PURCHASES, type DemoPurchase } from './demo-purchases.js';
import { DEMO_ACCOUNT } from './demo-users.js';

/** A command of the past on what is sold or was bought, under the id by which it is carried out once. */
export type StoreStep = { readonly at: Date; readonly operationId: string } & (
  | { readonly kind: 'package'; readonly packageId: string; readonly command: PackageCommand }
  | { readonly kind: 'purchase'; readonly purchaseId: string; readonly command: PurchaseCommand }
  /** Completed where the credit of the same purchase stands in the log. */
  | { readonly kind: 'completion'; readonly purchaseId: string }
);

/** Catalog and purchases are older than anything that was bought. */
const DEFINED_DAYS = 40;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** What is sold in the demo, and the purchases of the demo account; the same now gives the same plan. */
export function storePlan(now: Date): readonly StoreStep[] {
  const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS);
  const packages = new Map<string, Package>();
  const defined = DEMO_PACKAGES.map((command): StoreStep => {
    const { packageId } = command;
    const decision = packageDecider.decide(command, null, daysAgo(DEFINED_DAYS));
    if (isRefusal(decision)) throw new Error(`The demo package ${packageId} is not possible.`);
    for (const event of decision) {
      const sold = evolvePackage(null, event);
      if (sold) packages.set(packageId, sold);
    }
    return {
      kind: 'package',
      packageId,
      command,
      at: daysAgo(DEFINED_DAYS),
      operationId: `seed-package-${packageId}`,
    };
  });
  return [...defined, ...DEMO_PURCHASES.flatMap((purchase) => stepsOf(purchase, packages, daysAgo))];
}

function stepsOf(
  { purchaseId, packageId, units, day, outcome }: DemoPurchase,
  packages: ReadonlyMap<string, Package>,
  daysAgo: (days: number) => Date,
): readonly StoreStep[] {
  const offered = packages.get(packageId) ?? null;
  const quoted = offered && quote(offered.offer, units);
  if (!quoted) throw new Error(`The demo purchase ${purchaseId} buys what is not sold.`);
  const [started, ended] = [new Date(daysAgo(day).getTime() - 2 * MINUTE_MS), daysAgo(day)];
  const paymentReference = `sandbox-${purchaseId}`;
  const step = (name: string, at: Date, command: PurchaseCommand): StoreStep => ({
    kind: 'purchase',
    purchaseId,
    command,
    at,
    operationId: `seed-${name}-of-${purchaseId}`,
  });
  const order = {
    type: 'StartPurchase',
    purchaseId,
    accountId: DEMO_ACCOUNT,
    packageId,
    packageVersion: offered?.version ?? 0,
    offered,
    units,
    origin: 'checkout',
  } as const;
  if (isRefusal(purchaseDecider.decide(order, null, started))) {
    throw new Error(`The demo purchase ${purchaseId} is not possible.`);
  }
  const payment = {
    type: 'RecordPayment',
    purchaseId,
    payment: {
      paymentReference,
      status: outcome === 'completed' ? 'paid' : outcome,
      price: quoted.price,
      failure: outcome === 'failed' ? DECLINED : null,
      method: null,
    },
  } as const;
  const steps = [step('start', started, order), step('payment', ended, payment)];
  const completion = {
    kind: 'completion',
    purchaseId,
    at: ended,
    operationId: `seed-end-of-${purchaseId}`,
  } as const;
  return outcome === 'completed' ? [...steps, completion] : steps;
}

const DECLINED = { code: 'card-declined', message: 'The card was declined.' };
