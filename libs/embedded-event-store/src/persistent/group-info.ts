import type { Connection } from './connection.js';
import type { Group } from './group.js';
import type { GroupDefinition } from './group-settings.js';
import type { Measurement } from './latencies.js';
import type { Throughput } from './throughput.js';

interface Rates {
  readonly total: number;
  readonly perSecond: number;
  readonly sinceMeasured: number;
}

export interface ConnectionInfo extends Rates {
  readonly connectionName: string;
  readonly from: string;
  readonly userName: string;
  readonly freeSlots: number;
  readonly inFlight: number;
  readonly measurements: readonly Measurement[];
}

export interface GroupInfo extends Rates {
  readonly definition: GroupDefinition;
  readonly isLive: boolean;
  readonly connections: readonly ConnectionInfo[];
  /** Null: none. */
  readonly checkpoint: bigint | null;
  /** The last event that the group has seen; null: none. */
  readonly lastKnown: bigint | null;
  readonly buffered: number;
  readonly retrying: number;
  readonly inFlight: number;
  readonly parked: bigint;
}

interface Known {
  readonly definition: GroupDefinition;
  readonly checkpoint: bigint | null;
  readonly throughput: Throughput;
  readonly connections: ReadonlyMap<string, Connection>;
  readonly parked: bigint;
  readonly state: Group['state'];
}

export function groupInfo({
  definition,
  checkpoint,
  throughput,
  connections,
  parked,
  state,
}: Known): GroupInfo {
  const { isLive, arrived, buffered, retrying, inFlight } = state;
  const hasSeen = arrived > definition.startAfter;
  return {
    ...ratesOf(throughput),
    definition,
    isLive,
    checkpoint,
    lastKnown: hasSeen ? arrived : null,
    buffered,
    retrying,
    inFlight,
    parked,
    connections: state.consumers.flatMap(({ id, freeSlots, inFlight: held }) => {
      const connection = connections.get(id);
      return connection ? [connectionInfo(connection, definition, { freeSlots, inFlight: held })] : [];
    }),
  };
}

function connectionInfo(
  { subscriber, throughput, latencies }: Connection,
  { settings }: GroupDefinition,
  slots: { readonly freeSlots: number; readonly inFlight: number },
): ConnectionInfo {
  const { connectionName, from, userName } = subscriber;
  const measurements = settings.extraStatistics ? latencies.measurements : [];
  return { ...ratesOf(throughput), ...slots, connectionName, from, userName, measurements };
}

const ratesOf = ({ total, perSecond, sinceMeasured }: Throughput): Rates => ({
  total,
  perSecond,
  sinceMeasured,
});
