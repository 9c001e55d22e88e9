import { describeDeletions } from './contract/node/deletions.contract.js';
import { describeFollowedStreams } from './contract/node/followed-streams.contract.js';
import { describeIndexStreams } from './contract/node/index-streams.contract.js';
import { describeLinks } from './contract/node/links.contract.js';
import { describeMetadata } from './contract/node/metadata.contract.js';
import type { NodeFactory } from './contract/node/node-under-test.contract.js';
import { describeCategoryLinks } from './contract/node/category-links.contract.js';
import { describeProjections } from './contract/node/projections.contract.js';
import { describePersistentAnswers } from './contract/node/persistent-answers.contract.js';
import { describePersistentDelivery } from './contract/node/persistent-delivery.contract.js';
import { describePersistentManagement } from './contract/node/persistent-management.contract.js';
import { describePersistentStrategies } from './contract/node/persistent-strategies.contract.js';
import { describePersistentToAll } from './contract/node/persistent-to-all.contract.js';
import { describeTombstones } from './contract/node/tombstones.contract.js';
import { describeWholeLog } from './contract/node/whole-log.contract.js';

export type { NodeFactory, NodeUnderTest } from './contract/node/node-under-test.contract.js';

/**
 * What clients of an EventStoreDB node rely on beyond the port of this library, said in the official client.
 * The factory is called for each part; the tests keep to streams of their own, but nobody else may write meanwhile.
 */
export function describeEventStoreNodeContract(name: string, factory: NodeFactory): void {
  describe(name, () => {
    describeMetadata(factory);
    describeDeletions(factory);
    describeTombstones(factory);
    describeLinks(factory);
    describeFollowedStreams(factory);
    describeWholeLog(factory);
    describeProjections(factory);
    describeCategoryLinks(factory);
    describeIndexStreams(factory);
    describePersistentDelivery(factory);
    describePersistentAnswers(factory);
    describePersistentManagement(factory);
    describePersistentStrategies(factory);
    describePersistentToAll(factory);
  });
}
