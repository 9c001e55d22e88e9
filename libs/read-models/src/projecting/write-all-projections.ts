import type { RecordedEvent } from '#libs/event-store';
import { foldBalances } from '../balances/balances.projection.js';
import { writeBalances } from '../balances/balances.writes.js';
import { foldCatalog } from '../catalog/catalog.projection.js';
import { writeCatalog } from '../catalog/catalog.writes.js';
import { foldCorrections } from '../corrections/corrections.projection.js';
import { writeCorrections } from '../corrections/corrections.writes.js';
import { factsAbout, type Fact } from '../events/fact.js';
import { foldHolds } from '../holds/holds.projection.js';
import { writeHolds } from '../holds/holds.writes.js';
import { projectLimits } from '../limits/project-limits.js';
import {
  foldCrossings,
  foldExpiries,
  foldFailedPurchases,
} from '../notifications/notifications.projection.js';
import { writeFailedPurchases, writeNotifications } from '../notifications/notifications.writes.js';
import { foldOperations } from '../operations/operations.projection.js';
import { writeOperations } from '../operations/operations.writes.js';
import { foldUsageByTime } from '../usage-by-time/usage-by-time.projection.js';
import { writeUsageByTime } from '../usage-by-time/usage-by-time.writes.js';
import { foldUsageHistory } from '../usage-history/usage-history.projection.js';
import { writeUsageHistory } from '../usage-history/usage-history.writes.js';
import { foldPackages } from '../packages/packages.projection.js';
import { writePackages } from '../packages/packages.writes.js';
import { foldPurchases } from '../purchases/purchases.projection.js';
import { writePurchases } from '../purchases/purchases.writes.js';
import { projectSubscriptions } from '../subscriptions/project-subscriptions.js';
import { projectTopUps } from '../top-ups/project-top-ups.js';
import type { ProjectionWrite } from './projection-write.js';

export interface UnderstoodBatch {
  readonly events: readonly RecordedEvent[];
  readonly facts: readonly Fact[];
}

/** Every read model there is. @returns the accounts that the batch touched. */
export async function writeAllProjections(
  { events, facts }: UnderstoodBatch,
  write: ProjectionWrite,
): Promise<readonly string[]> {
  const ofAccounts = factsAbout('account', facts);
  await writeCatalog(foldCatalog(factsAbout('catalog', facts)), write);
  const balances = foldBalances(ofAccounts);
  await writeBalances(balances, write);
  await writeNotifications([...foldCrossings(ofAccounts), ...foldExpiries(balances.entered.values())], write);
  await writeHolds(foldHolds(ofAccounts), write);
  await projectLimits(ofAccounts, write);
  await writeCorrections(foldCorrections(ofAccounts), write);
  await writeUsageHistory(foldUsageHistory(ofAccounts), write);
  await writeUsageByTime(foldUsageByTime(ofAccounts), write);
  await writePackages(foldPackages(factsAbout('package', facts)), write);
  const ofPurchases = factsAbout('purchase', facts);
  const buyers = await writePurchases(foldPurchases(ofPurchases), write);
  await writeFailedPurchases(foldFailedPurchases(ofPurchases), write);
  const subscribers = await projectSubscriptions(factsAbout('subscription', facts), write);
  const toppedUp = await projectTopUps(factsAbout('topUp', facts), write);
  await writeOperations(foldOperations(events), write);
  const owners = ofAccounts.map(({ accountId }) => accountId);
  return [...new Set([...owners, ...buyers, ...subscribers, ...toppedUp])];
}
