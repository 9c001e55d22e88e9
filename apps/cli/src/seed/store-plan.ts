import {
  evolvePackage,
  packageDecider,
  purchaseDecider,
  isRefusal,
  type Package,
  type PackageCommand,
  type PurchaseCommand,
  type RecordPayment,
  type StartPurchase,
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
const PAYING_MS = 2 * 60_000;

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
  const offered = packages.get(packageId);
  if (!offered) throw new Error(`The demo purchase ${purchaseId} buys what is not sold.`);
  const order: StartPurchase = {
    type: 'StartPurchase',
    purchaseId,
    accountId: DEMO_ACCOUNT,
    packageId,
    packageVersion: offered.version,
    offered,
    units,
    origin: 'checkout',
  };
  const ended = daysAgo(day);
  const started = new Date(ended.getTime() - PAYING_MS);
  const step = (name: string, at: Date, command: PurchaseCommand): StoreStep => ({
    kind: 'purchase',
    purchaseId,
    command,
    at,
    operationId: `seed-${name}-of-${purchaseId}`,
  });
  const steps = [step('start', started, order), step('payment', ended, paymentOf(order, outcome, started))];
  if (outcome !== 'completed') return steps;
  return [...steps, { kind: 'completion', purchaseId, at: ended, operationId: `seed-end-of-${purchaseId}` }];
}

function paymentOf(order: StartPurchase, outcome: DemoPurchase['outcome'], at: Date): RecordPayment {
  const { purchaseId } = order;
  const decision = purchaseDecider.decide(order, null, at);
  const [started] = isRefusal(decision) ? [] : decision;
  if (started?.type !== 'PurchaseStarted')
    throw new Error(`The demo purchase ${purchaseId} is not possible.`);
  return {
    type: 'RecordPayment',
    purchaseId,
    payment: {
      paymentReference: `sandbox-${purchaseId}`,
      status: outcome === 'completed' ? 'paid' : outcome,
      price: started.data.price,
      failure: outcome === 'failed' ? DECLINED : null,
      method: null,
    },
  };
}

const DECLINED = { code: 'card-declined', message: 'The card was declined.' };
