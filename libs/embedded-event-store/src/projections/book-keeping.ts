// What is kept in the log about a projection: what was decided about it, and how far it came.

import { jsonEvent } from '../engine/json-event.js';
import type { ProjectedLog } from './projected-log.js';
import type { NativeProjection } from './native/native-projection.js';
import { recorded, registrationFrom, unregistered, type Registration } from './registration.js';
import { isOf, stamped, stampOf, type Author } from './stamp.js';

/** Whoever stops does not wait longer: what is emitted twice without a checkpoint is written once all the same. */
const checkpointWaitMs = 2_000;

const registrationStream = (name: string) => `$projections-${name}`;
const checkpointStream = (name: string) => `$projections-${name}-checkpoint`;

export class BookKeeping {
  constructor(
    private readonly log: ProjectedLog,
    private readonly projection: NativeProjection,
  ) {}

  async registration(): Promise<Registration> {
    const [latest] = await this.log.latestOf([registrationStream(this.projection.name)]);
    return latest ? registrationFrom(this.projection, latest.data) : unregistered(this.projection);
  }

  async register(registration: Registration): Promise<void> {
    await this.log.append({
      streamName: registrationStream(this.projection.name),
      expectedRevision: 'any',
      events: [jsonEvent('$ProjectionUpdated', recorded(this.projection, registration))],
    });
  }

  /** 0n: none since the last reset. */
  async checkpoint(author: Author): Promise<bigint> {
    const [latest] = await this.log.latestOf([checkpointStream(this.projection.name)]);
    const stamp = latest && stampOf(latest.metadata);
    return stamp && isOf(stamp, author) ? stamp.position : 0n;
  }

  async saveCheckpoint(author: Author, position: bigint): Promise<void> {
    await this.log.append({
      streamName: checkpointStream(this.projection.name),
      expectedRevision: 'any',
      deadlineMs: Date.now() + checkpointWaitMs,
      events: [jsonEvent('$ProjectionCheckpoint', {}, stamped({ ...author, position }))],
    });
  }
}
