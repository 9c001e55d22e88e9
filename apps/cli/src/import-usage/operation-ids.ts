import { createHash } from 'node:crypto';
import { Occurrences } from './occurrences.js';

/** 192 bits of the digest: nobody finds two rows with the same, not even on purpose. */
const DIGEST_BYTES = 24;

/**
 * Names the operation of a row so that it has the same name in every run: by what the row says (the
 * names and values of all its columns) and by its number among the rows that say the same. So a row
 * keeps its id when rows are added, removed or put in another order, when columns change places, and
 * whatever the file's name, quoting, delimiter and line ends are; and two rows that say the same are
 * two operations.
 *
 * How columns are mapped is no part of it: the same rows sent again as something else are refused by
 * the API rather than charged twice.
 */
export class OperationIds {
  private readonly occurrences = new Occurrences();
  private readonly byName: readonly number[];
  private readonly columns: string;

  constructor(
    private readonly prefix: string,
    header: readonly string[],
  ) {
    this.byName = header.map((_, index) => index).sort(by((index) => header[index] ?? ''));
    this.columns = JSON.stringify(this.byName.map((index) => header[index]));
  }

  /** To be asked once for each row, in any order. */
  next(fields: readonly string[]): string {
    const values = JSON.stringify(this.byName.map((index) => fields[index]));
    const digest = createHash('sha256').update(`${this.columns}\n${values}`).digest();
    const occurrence = this.occurrences.count(digest);
    return `${this.prefix}:${digest.toString('base64url', 0, DIGEST_BYTES)}:${occurrence}`;
  }
}

/** By code units, the same in every locale. */
function by(name: (index: number) => string): (a: number, b: number) => number {
  return (a, b) => {
    if (name(a) === name(b)) return a - b;
    return name(a) < name(b) ? -1 : 1;
  };
}
