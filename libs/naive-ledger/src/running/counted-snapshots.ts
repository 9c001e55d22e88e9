import type { Snapshot, Snapshots } from '#libs/aggregates';

/** Says how often a process could go on from one. */
export class CountedSnapshots implements Snapshots {
  found = 0;

  constructor(private readonly snapshots: Snapshots) {}

  async load(streamName: string, stateVersion: number): Promise<Snapshot | null> {
    const snapshot = await this.snapshots.load(streamName, stateVersion);
    if (snapshot) this.found += 1;
    return snapshot;
  }

  async save(streamName: string, stateVersion: number, snapshot: Snapshot): Promise<void> {
    await this.snapshots.save(streamName, stateVersion, snapshot);
  }
}
