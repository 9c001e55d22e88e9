import { formatAmount } from '#libs/ledger';
import type { Examples, ImportSummary } from './import-summary.js';

const LABEL_WIDTH = 16;
const COUNT_WIDTH = 12;

/** What to do where the API's own words are not enough to know. */
const ADVICE: Readonly<Record<string, string>> = {
  'idempotency-key-reused':
    'The same rows were imported before as other usage; as further usage they need another --operation-prefix.',
};

/** The end of an import, for people. Token sums stand alone and whole, to be compared with others. */
export function describeSummary(summary: ImportSummary, durationMs: number): readonly string[] {
  const seconds = durationMs / 1_000;
  const rate = Math.round(summary.answered / Math.max(seconds, 0.001));
  return [
    row('Rows read', summary.read),
    row('Accepted', summary.accepted, `${formatAmount(summary.acceptedTokens)} tokens`),
    row('Replayed', summary.replayed, `${formatAmount(summary.replayedTokens)} tokens, charged before`),
    ...refusedRows(summary),
    ...malformedRows(summary),
    ...(summary.unanswered > 0 ? [row('Not answered', summary.unanswered, 'send them again')] : []),
    line('Tokens', `${formatAmount(summary.tokens)} accepted and replayed`),
    line('Duration', `${seconds.toFixed(1)} s, ${inGroups(rate)} rows/s`),
  ];
}

/** What would be sent. */
export function describeDryRun(summary: ImportSummary): readonly string[] {
  return [
    row('Rows read', summary.read),
    row('Would be sent', summary.wellFormed, `${formatAmount(summary.units)} units`),
    ...malformedRows(summary),
  ];
}

export function inGroups(count: number): string {
  return count.toLocaleString('en-US');
}

function refusedRows(summary: ImportSummary): readonly string[] {
  const codes = [...summary.refused].sort(([, a], [, b]) => b.count - a.count);
  return [
    row('Refused', summary.refusedCount),
    ...codes.flatMap(([code, examples]) => [
      `    ${code}: ${inGroups(examples.count)}`,
      ...exampleLines(examples),
      ...(ADVICE[code] ? [`      ${ADVICE[code]}`] : []),
    ]),
  ];
}

function malformedRows({ malformed }: ImportSummary): readonly string[] {
  return [row('Malformed', malformed.count), ...exampleLines(malformed)];
}

function exampleLines({ count, first }: Examples): readonly string[] {
  const others = count - first.length;
  return [
    ...first.map(({ line: number, text }) => `      line ${number}: ${text}`),
    ...(others > 0 ? [`      and ${inGroups(others)} more`] : []),
  ];
}

function row(label: string, count: number, more?: string): string {
  return line(label, inGroups(count).padStart(COUNT_WIDTH) + (more ? `   ${more}` : ''));
}

function line(label: string, text: string): string {
  return `  ${label.padEnd(LABEL_WIDTH)}${text}`;
}
