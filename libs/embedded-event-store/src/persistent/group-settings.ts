import type { FilterTerms } from '../engine/event-filter.js';

export const consumerStrategies = [
  'RoundRobin',
  'DispatchToSingle',
  'Pinned',
  'PinnedByCorrelation',
] as const;
export type ConsumerStrategy = (typeof consumerStrategies)[number];

/** What a group is created with, in the terms of the protocol. */
export interface GroupSettings {
  /** Inclusive: a revision of the stream, or a position of the log; `'end'`: only what comes. */
  readonly startFrom: bigint | 'end';
  readonly resolvesLinks: boolean;
  readonly extraStatistics: boolean;
  /** How long a consumer may take over an event; 0: for ever. */
  readonly messageTimeoutMs: number;
  /** So many times an event is delivered again; then it is parked. */
  readonly maxRetryCount: number;
  readonly checkpointAfterMs: number;
  readonly minCheckpointCount: number;
  readonly maxCheckpointCount: number;
  /** 0: any number. */
  readonly maxSubscriberCount: number;
  /** Events held in memory while the group keeps up. */
  readonly liveBufferSize: number;
  readonly readBatchSize: number;
  /** Events held in memory while it catches up. */
  readonly historyBufferSize: number;
  readonly strategy: ConsumerStrategy;
}

export interface GroupName {
  /** Null: the whole log. */
  readonly streamName: string | null;
  readonly groupName: string;
}

export interface GroupDefinition extends GroupName {
  readonly settings: GroupSettings;
  /** Of the whole log. */
  readonly filter: FilterTerms | null;
  /** Where the group begins when it has no checkpoint: settled once, so that "the end" survives a restart. */
  readonly startAfter: bigint;
}

export const allStreams = '$all';

export const sourceOf = ({ streamName }: GroupName) => streamName ?? allStreams;

/** What clients know a group by. */
export const idOf = (name: GroupName) => `${sourceOf(name)}::${name.groupName}`;
