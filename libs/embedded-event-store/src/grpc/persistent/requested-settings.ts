import type { ConsumerStrategy, GroupSettings } from '../../persistent/group-settings.js';
import type { CreateReq, UpdateReq } from './persistent-protocol.js';

type Settings = CreateReq.Settings | UpdateReq.Settings;

/** In the order of the protocol's numbers. */
const namedStrategies: readonly ConsumerStrategy[] = ['DispatchToSingle', 'RoundRobin', 'Pinned'];
const ticksPerMs = 10_000;

export function groupSettings(settings: Settings, startFrom: bigint | 'end'): GroupSettings {
  return {
    startFrom,
    resolvesLinks: settings.getResolveLinks(),
    extraStatistics: settings.getExtraStatistics(),
    messageTimeoutMs: settings.hasMessageTimeoutTicks()
      ? msOf(settings.getMessageTimeoutTicks())
      : settings.getMessageTimeoutMs(),
    maxRetryCount: settings.getMaxRetryCount(),
    checkpointAfterMs: settings.hasCheckpointAfterTicks()
      ? msOf(settings.getCheckpointAfterTicks())
      : settings.getCheckpointAfterMs(),
    minCheckpointCount: settings.getMinCheckpointCount(),
    maxCheckpointCount: settings.getMaxCheckpointCount(),
    maxSubscriberCount: settings.getMaxSubscriberCount(),
    liveBufferSize: settings.getLiveBufferSize(),
    readBatchSize: settings.getReadBatchSize(),
    historyBufferSize: settings.getHistoryBufferSize(),
    strategy: strategyOf(settings),
  };
}

/** By name, as newer clients do, or by number. What is unknown is for the rules of groups to refuse. */
function strategyOf(settings: Settings): ConsumerStrategy {
  const name = 'getConsumerStrategy' in settings ? settings.getConsumerStrategy() : '';
  const number = settings.getNamedConsumerStrategy();
  return (name || (namedStrategies[number] ?? `number ${number}`)) as ConsumerStrategy; // checked with the other rules
}

const msOf = (ticks: string) => Math.floor(Number(ticks) / ticksPerMs);
