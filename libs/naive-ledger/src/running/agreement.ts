import { runGroup } from './run-group.js';
import { Seen } from './seen.js';
import { seedsOf, seedToSeeAgain, type Share } from './seeds.js';
import { ALL_THAT_MUST_HAPPEN } from './what-must-happen.js';

/** Together the two shares are a thousand histories of two hundred commands. */
const GROUPS = 2;
const GROUP = { histories: 250, commands: 200 };
const TIMES_MIN = 5;
const MINUTES_MAX = 15;

/** Half of the histories; the other half is in another file, so that both cores have something to do. */
export function describeAgreement(share: Share): void {
  it(
    `answers, log, memory and read models are those of the naive ledger after every step (${share} seeds)`,
    async () => {
      const seen = new Seen();
      for (const seed of seedsOf(share, GROUPS)) seen.add(await runGroup({ seed, ...GROUP }));
      // What never happened proves nothing. One group alone need not have seen everything.
      if (seedToSeeAgain() === null) expect(seen.rarerThan(TIMES_MIN, ALL_THAT_MUST_HAPPEN)).toEqual([]);
    },
    MINUTES_MAX * 60_000,
  );
}
