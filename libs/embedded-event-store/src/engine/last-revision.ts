import { pastTheEnd, type EventLog } from './event-log.js';

/** Of what may be seen of a stream; -1n: nothing. */
export async function lastRevision(log: Pick<EventLog, 'readStream'>, streamName: string): Promise<bigint> {
  const range = { direction: 'backwards', from: pastTheEnd, limit: 1 } as const;
  for await (const { revision } of log.readStream(streamName, range)) return revision;
  return -1n;
}
