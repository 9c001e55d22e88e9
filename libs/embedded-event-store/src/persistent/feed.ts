import { setTimeout as sleep } from 'node:timers/promises';
import { StreamDeleted } from '#libs/event-store';
import type { EventLog } from '../engine/event-log.js';
import type { LogMessage } from '../engine/follow.js';
import type { GroupInput } from './group-io.js';
import type { GroupDefinition } from './group-settings.js';
import { followSource, groupEvent } from './group-source.js';

const retryMs = 1_000;

export interface Fed {
  readonly definition: GroupDefinition;
  /** The last event that it has got. */
  readonly arrived: bigint;
  readonly isFull: boolean;
  take(input: GroupInput): void;
  roomForMore(): Promise<void>;
}

/**
 * Gives a group its events while it has room. When it is full, nothing of the log is held for it: it goes on later
 * from where it was, by the index of its stream.
 */
export async function feed(log: EventLog, group: Fed, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await group.roomForMore();
      await feedUntilFull(log, group, signal);
    } catch (error) {
      if (signal.aborted || error instanceof StreamDeleted) return; // there will be nothing more
      log.report('A persistent subscription could not read the log; it goes on in a moment.', error);
      await sleep(retryMs, undefined, { ref: false });
    }
  }
}

async function feedUntilFull(log: EventLog, group: Fed, signal: AbortSignal): Promise<void> {
  const { definition } = group;
  for await (const message of followSource(log, definition, { after: group.arrived, signal })) {
    group.take(inputOf(definition, message));
    if (group.isFull) return;
  }
}

function inputOf(definition: GroupDefinition, message: LogMessage): GroupInput {
  switch (message.kind) {
    case 'event':
      return { kind: 'arrived', event: groupEvent(definition, message.entry) };
    case 'checkpoint':
      return { kind: 'passed', at: message.position, count: definition.filter?.checkpointEvery ?? 1 };
    case 'caught-up':
      return { kind: 'caught-up' };
  }
}
