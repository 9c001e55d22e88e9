import type { ColumnMapping } from './column-mapping.js';
import type { Patience } from './patience.js';

export interface ImportOptions extends ReadingOptions {
  readonly path: string;
  readonly delimiter: string;
  /** null: nothing is sent. */
  readonly sending: SendingOptions | null;
}

export interface ReadingOptions {
  readonly mapping: ColumnMapping;
  readonly operationPrefix: string;
  /** The first rows only; null: all of them. */
  readonly rowsMax: number | null;
  /** Stop at the first row that is malformed. */
  readonly strict: boolean;
}

export interface SendingOptions {
  readonly apiUrl: URL;
  readonly apiKey: string;
  /** Rows that are sent at once. */
  readonly concurrency: number;
  /** Send the rows of one account one after another. */
  readonly keepOrder: boolean;
  /** Stop at the first row that is refused. */
  readonly strict: boolean;
  readonly patience: Patience;
}
