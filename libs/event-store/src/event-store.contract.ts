import { describeAppends } from './contract/appends.contract.js';
import { describeIdempotentAppends } from './contract/idempotent-appends.contract.js';
import { describeReads } from './contract/reads.contract.js';
import { describeSubscriptions } from './contract/subscriptions.contract.js';
import { describeSubscriptionsUnderLoad } from './contract/subscriptions-under-load.contract.js';
import type { StoreFactory } from './contract/store-under-test.contract.js';

export * from './event-store-node.contract.js';
export { storeOver } from './contract/store-over-client.contract.js';
export type { StoreFactory, StoreUnderTest } from './contract/store-under-test.contract.js';

/**
 * What every event store must do, as tests. The factory is called once; the tests keep to streams of their own,
 * so the store may hold other events and be written to meanwhile.
 */
export function describeEventStoreContract(
  name: string,
  factory: StoreFactory,
  { createdStepMs }: { readonly createdStepMs?: number } = {},
): void {
  describe(name, () => {
    describeAppends(factory, createdStepMs);
    describeIdempotentAppends(factory);
    describeReads(factory);
    describeSubscriptions(factory);
    describeSubscriptionsUnderLoad(factory);
  });
}
