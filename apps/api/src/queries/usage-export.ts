import type { UsageEntry } from '#libs/contract';

export type ExportFormat = 'csv' | 'json';

export const EXPORT_TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

type Pages = AsyncIterable<readonly UsageEntry[]>;

/** The entries as text, piece by piece. */
export function exportOf(pages: Pages, format: ExportFormat): AsyncGenerator<string> {
  return format === 'csv' ? csvOf(pages) : jsonOf(pages);
}

const COLUMNS = [
  'consumedAt',
  'model',
  'modelName',
  'feature',
  'featureName',
  'units',
  'unit',
  'rate',
  'multiplier',
  'tokens',
  'reversed',
  'overdrawn',
  'unlimited',
  'balanceBefore',
  'balanceAfter',
  'operationId',
  'position',
] as const satisfies readonly (keyof UsageEntry)[];

/** What people name themselves: a spreadsheet must not take it for a formula. */
const TYPED: ReadonlySet<string> = new Set([
  'model',
  'modelName',
  'feature',
  'featureName',
  'unit',
  'operationId',
]);

/** RFC 4180, with a line of names. */
async function* csvOf(pages: Pages): AsyncGenerator<string> {
  yield `${COLUMNS.join(',')}\r\n`;
  for await (const entries of pages) yield entries.map(csvLine).join('');
}

function csvLine(entry: UsageEntry): string {
  return `${COLUMNS.map((column) => csvCell(String(entry[column]), TYPED.has(column))).join(',')}\r\n`;
}

function csvCell(text: string, isTyped: boolean): string {
  const harmless = isTyped && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** One array, an entry a line. */
async function* jsonOf(pages: Pages): AsyncGenerator<string> {
  let before = '[\n';
  for await (const entries of pages) {
    if (entries.length === 0) continue;
    yield before + entries.map((entry) => JSON.stringify(entry)).join(',\n');
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}
