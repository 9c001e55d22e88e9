import { keySchema } from '#libs/contract';
import { formatAmount, parseAmount, sum, type TokenAmount } from '#libs/ledger';
import { OperatorError } from '../operator-error.js';
import { findColumn } from './find-column.js';
import type { Malformed, Usage } from './usage-row.js';

/** The same for all rows, or from a column. */
export type Source = { readonly value: string } | { readonly column: string };

export interface ColumnMapping {
  readonly account: Source;
  readonly model: Source;
  readonly feature: Source;
  /** One or several, which are added up. */
  readonly units: readonly string[];
}

/** What a row says, or why it says nothing. */
export type RowReader = (fields: readonly string[]) => Usage | Malformed;

type Reading<Value> = Value | Malformed;

/** @throws {OperatorError} for columns that the file does not have, and for fixed values that are no keys. */
export function rowReader(mapping: ColumnMapping, header: readonly string[]): RowReader {
  const account = keyReader('account', mapping.account, header);
  const model = keyReader('model', mapping.model, header);
  const feature = keyReader('feature', mapping.feature, header);
  const units = unitsReader(mapping.units, header);
  return (fields) => {
    if (fields.length !== header.length) return wrongLength(fields, header);
    const usage = {
      accountId: account(fields),
      model: model(fields),
      feature: feature(fields),
      units: units(fields),
    };
    return Object.values(usage).find(isMalformed) ?? (usage as Usage); // no part of it is malformed
  };
}

function keyReader(name: string, source: Source, header: readonly string[]) {
  if ('value' in source) {
    if (!keySchema.safeParse(source.value).success)
      throw new OperatorError(`--${name}: ${notAKey(source.value)}.`);
    return () => source.value;
  }
  const index = findColumn(source.column, header);
  return (fields: readonly string[]): Reading<string> => {
    const value = fields[index]?.trim() ?? '';
    if (value === '') return { reason: `the column "${source.column}" (${name}) is empty` };
    if (keySchema.safeParse(value).success) return value;
    return { reason: `the column "${source.column}": ${notAKey(value)}` };
  };
}

function notAKey(value: string): string {
  return `${JSON.stringify(shortened(value))} is no id: 1 to 128 letters, digits, dots, dashes, colons or underscores`;
}

function unitsReader(columns: readonly string[], header: readonly string[]) {
  const cells = columns.map((column) => ({ column, index: findColumn(column, header) }));
  return (fields: readonly string[]): Reading<TokenAmount> => {
    const parts: TokenAmount[] = [];
    for (const { column, index } of cells) {
      const part = parseUnits(column, fields[index]?.trim() ?? '');
      if (isMalformed(part)) return part;
      parts.push(part);
    }
    const total = sum(parts);
    // What the API takes is what reads back: one sum of large parts may have a digit too many.
    return parseAmount(formatAmount(total)) ?? { reason: 'the sum of the units is too large' };
  };
}

function parseUnits(column: string, text: string): Reading<TokenAmount> {
  if (text === '') return { reason: `the column "${column}" is empty` };
  const units = parseAmount(text);
  if (units === null) {
    return {
      reason: `the column "${column}": ${JSON.stringify(shortened(text))} is no number with at most 18 digits and 6 decimal places`,
    };
  }
  return units < 0n ? { reason: `the column "${column}": ${text} is negative` } : units;
}

function wrongLength(fields: readonly string[], header: readonly string[]): Malformed {
  const spansLines = fields.some((field) => /[\r\n]/.test(field));
  const hint = spansLines ? '; it spans several lines: is a quote opened and not closed?' : '';
  return { reason: `${fields.length} fields where the first line has ${header.length}${hint}` };
}

export function isMalformed(reading: unknown): reading is Malformed {
  return typeof reading === 'object' && reading !== null && 'reason' in reading;
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
