import type { Source } from './column-mapping.js';
import type { ImportOptions, SendingOptions } from './import-options.js';
import { PATIENCE } from './patience.js';

/** As commander hands them over; of each pair it has made sure that not both are there. */
export interface ImportFlags {
  readonly account?: string;
  readonly accountColumn?: string;
  readonly model?: string;
  readonly modelColumn?: string;
  readonly feature?: string;
  readonly featureColumn?: string;
  readonly unitsColumn: readonly string[];
  readonly apiUrl: URL;
  readonly apiKey?: string;
  readonly concurrency: number;
  readonly keepOrder?: boolean;
  readonly operationPrefix: string;
  readonly delimiter: string;
  readonly limit?: number;
  readonly dryRun?: boolean;
  readonly strict?: boolean;
}

type Complain = (message: string) => never;

export function readFlags(path: string, flags: ImportFlags, complain: Complain): ImportOptions {
  return {
    path,
    delimiter: flags.delimiter,
    mapping: {
      account: source(flags, 'account', complain),
      model: source(flags, 'model', complain),
      feature: source(flags, 'feature', complain),
      units: flags.unitsColumn,
    },
    operationPrefix: flags.operationPrefix,
    rowsMax: flags.limit ?? null,
    strict: flags.strict ?? false,
    sending: flags.dryRun ? null : sending(flags, complain),
  };
}

function source(flags: ImportFlags, what: 'account' | 'model' | 'feature', complain: Complain): Source {
  const value = flags[what];
  if (value !== undefined) return { value };
  const column = flags[`${what}Column`];
  return column === undefined ? complain(`give --${what} or --${what}-column`) : { column };
}

function sending(flags: ImportFlags, complain: Complain): SendingOptions {
  const { apiKey, apiUrl, concurrency, keepOrder = false, strict = false } = flags;
  if (!apiKey) return complain('an API key is needed: set LEDGER_API_KEY, or give --api-key');
  return { apiUrl, apiKey, concurrency, keepOrder, strict, patience: PATIENCE };
}
