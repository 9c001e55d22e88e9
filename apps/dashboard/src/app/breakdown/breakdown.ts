import type { Allocation, Balance } from '#libs/contract';
import { add, amount, formatAmount, sum } from '#libs/ledger/tokens';

/** The figures at the top of the page. */
export type BreakdownOf = 'total' | 'available' | 'used' | 'allocations';

export interface BreakdownData {
  readonly of: BreakdownOf;
}

export interface Breakdown {
  readonly columns: readonly string[];
  /** A row for each model, a figure for each column; the last column is what the card sums up. */
  readonly rows: readonly {
    readonly model: string;
    readonly name: string;
    readonly figures: readonly string[];
  }[];
  readonly sums: readonly string[];
  /** Whether the last column, added up here, is the figure of the card. */
  readonly addsUp: boolean;
}

type Column = readonly [name: string, figureOf: (allocation: Allocation) => string];

const AVAILABLE: Column = [$localize`Available`, ({ available }) => available];
const HELD: Column = [$localize`Held`, ({ held }) => held];
const TOTAL: Column = [
  $localize`Total`,
  ({ available, held }) => formatAmount(add(amount(available), amount(held))),
];
const BASIS: Column = [$localize`Open grants`, ({ basis }) => basis];
const USED: Column = [$localize`Used`, ({ usedThisMonth }) => usedThisMonth];

const PARTS = {
  total: { columns: [AVAILABLE, HELD, TOTAL], figureOf: ({ total }: Balance) => total },
  available: { columns: [BASIS, AVAILABLE], figureOf: ({ available }: Balance) => available },
  used: { columns: [USED], figureOf: ({ usedThisMonth }: Balance) => usedThisMonth },
} as const;

/** What a figure at the top is made of. */
export function breakdown(of: keyof typeof PARTS, balance: Balance): Breakdown {
  const columns: readonly Column[] = PARTS[of].columns;
  const rows = balance.allocations.map((allocation) => ({
    model: allocation.model,
    name: allocation.name,
    figures: columns.map(([, figureOf]) => figureOf(allocation)),
  }));
  const sums = columns.map(([, figureOf]) =>
    formatAmount(sum(balance.allocations.map((allocation) => amount(figureOf(allocation))))),
  );
  return {
    columns: columns.map(([name]) => name),
    rows,
    sums,
    addsUp: sums.at(-1) === PARTS[of].figureOf(balance),
  };
}
