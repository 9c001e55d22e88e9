import { inspect } from 'node:util';
import type { Deed } from '../histories/any-deed.js';

/** What the naive ledger says, and what was found instead. */
export interface Difference {
  readonly between: string;
  readonly expected: unknown;
  readonly found: unknown;
}

/** Where in the run it was found. */
export interface Place {
  readonly seed: number;
  readonly accountId: string;
  readonly step: number;
  readonly now: number;
  readonly deed: Deed | null;
}

/** Says everything that is needed to see it happen again. */
export class Disagreement extends Error {
  override readonly name = 'Disagreement';

  constructor(place: Place, { between, expected, found }: Difference) {
    const { seed, accountId, step, now, deed } = place;
    super(
      [
        `The naive ledger and ${between} disagree.`,
        `Account ${accountId}, step ${step}, at ${new Date(now).toISOString()}, seed ${seed}.`,
        `See it again: ${replayOf(seed)}`,
        `What was asked (${deed?.kind ?? 'nothing'}): ${inspect(deed?.sendings, { depth: 5, breakLength: 110 })}`,
        'Expected is what the naive ledger says, received is what was found.',
        differenceOf(expected, found),
      ].join('\n'),
    );
  }
}

export function replayOf(seed: number): string {
  return `LEDGER_SEED=${seed} npx jest --selectProjects naive-ledger`;
}

/** As jest writes it. */
function differenceOf(expected: unknown, found: unknown): string {
  try {
    expect(found).toEqual(expected);
    return inspect({ expected, found }, { depth: 8 });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
