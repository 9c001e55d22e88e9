import { RunningLedger } from './running-ledger.js';
import { Seen } from './seen.js';
import { SideBySide, type Extent } from './side-by-side.js';

export interface Group extends Extent {
  readonly seed: number;
}

/** On a ledger of its own. @throws {Disagreement} */
export async function runGroup({ seed, ...extent }: Group): Promise<Seen> {
  const seen = new Seen();
  const ledger = await RunningLedger.open();
  try {
    await new SideBySide(seed, extent, ledger, seen).run();
    countFaults(ledger, seen);
  } finally {
    await ledger.close();
  }
  return seen;
}

function countFaults({ stores, snapshots, lookup }: RunningLedger, seen: Seen): void {
  for (const { conflicts, lostAnswers } of stores) {
    seen.count('conflict', conflicts);
    seen.count('lost answer', lostAnswers);
  }
  seen.count('snapshot found', snapshots.found);
  seen.count('forgotten operation found', lookup.found);
}
