import type { EntityManager, QueryRunner } from 'typeorm';

/** The one transaction in which a batch is written, and the schema it goes to. */
export interface ProjectionWrite {
  readonly schema: string;
  /** Sees what the transaction has written: for what cannot be told from the events of a batch alone. */
  readonly manager: EntityManager;
  /** @returns how many rows were written. */
  run(statement: string, parameters: readonly unknown[]): Promise<number>;
}

export function projectionWrite(runner: QueryRunner, schema: string): ProjectionWrite {
  return {
    schema,
    manager: runner.manager,
    run: async (statement, parameters) => {
      const result = await runner.query(statement, [...parameters], true);
      return result.affected ?? 0;
    },
  };
}

type Cell = string | number | bigint | boolean | null;

/** Rows turned into columns, one array per parameter of `unnest`. */
export function columnsOf<Row>(
  rows: readonly Row[],
  cells: (row: Row) => readonly Cell[],
): readonly (readonly Cell[])[] {
  const columns: Cell[][] = [];
  for (const row of rows) {
    for (const [index, cell] of cells(row).entries()) (columns[index] ??= []).push(cell);
  }
  return columns;
}

/** The rows do not fit what is there: the log contradicts itself, or a projection is wrong. */
export class ReadModelContradiction extends Error {
  override readonly name = 'ReadModelContradiction';
}
