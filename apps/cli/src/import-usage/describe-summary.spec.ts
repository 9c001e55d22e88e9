import { amount } from '#libs/ledger';
import { describeDryRun, describeSummary } from './describe-summary.js';
import { ImportSummary } from './import-summary.js';

const usage = (units: string) => ({ accountId: 'ada', model: 'gpt', feature: 'chat', units: amount(units) });

function readRows(count: number): ImportSummary {
  const summary = new ImportSummary();
  for (let row = 0; row < count; row += 1) summary.countRead(usage('1.5'));
  return summary;
}

it('adds up the receipts exactly: accepted, replayed, and both', () => {
  const summary = readRows(3);
  summary.countOutcome(2, { kind: 'accepted', tokens: amount('9007199254740993.000001') });
  summary.countOutcome(3, { kind: 'accepted', tokens: amount('0.000001') });
  summary.countOutcome(4, { kind: 'replayed', tokens: amount('1') });
  const text = describeSummary(summary, 2_000).join('\n');
  expect(text).toMatch(/Rows read +3\n/);
  expect(text).toMatch(/Accepted +2 +9007199254740993.000002 tokens/);
  expect(text).toMatch(/Replayed +1 +1 tokens/);
  expect(text).toMatch(/Tokens +9007199254740994.000002 accepted and replayed/);
  expect(text).toMatch(/Duration +2.0 s, 2 rows\/s/);
  expect(summary.isClean).toBe(true);
});

it('groups refusals by code, the most frequent first, with the first few lines', () => {
  const summary = readRows(6);
  const refuse = (line: number, code: string) =>
    summary.countOutcome(line, { kind: 'refused', code, detail: `detail ${line}` });
  refuse(2, 'unknown-model');
  for (const line of [3, 4, 5, 6, 7]) refuse(line, 'insufficient-tokens');
  expect(describeSummary(summary, 1_000).slice(3, 10)).toEqual([
    expect.stringMatching(/Refused +6$/),
    '    insufficient-tokens: 5',
    '      line 3: detail 3',
    '      line 4: detail 4',
    '      line 5: detail 5',
    '      and 2 more',
    '    unknown-model: 1',
  ]);
  expect(summary.isClean).toBe(false);
});

it('says what to do about rows that were imported before as something else', () => {
  const summary = readRows(1);
  summary.countOutcome(2, { kind: 'refused', code: 'idempotency-key-reused', detail: 'No.' });
  expect(describeSummary(summary, 1_000).join('\n')).toContain('another --operation-prefix');
});

it('names malformed rows, the first ten', () => {
  const summary = new ImportSummary();
  for (let line = 2; line < 1_236; line += 1) summary.countMalformed(line, 'no');
  const text = describeDryRun(summary);
  expect(text).toContainEqual(expect.stringMatching(/Malformed +1,234$/));
  expect(text).toContain('      line 11: no');
  expect(text.at(-1)).toBe('      and 1,224 more');
  expect(summary.isClean).toBe(false);
});

it('does not hide rows that nobody answered', () => {
  const summary = readRows(2);
  summary.countOutcome(2, { kind: 'accepted', tokens: amount('1') });
  summary.countOutcome(3, { kind: 'unanswered' });
  expect(describeSummary(summary, 1_000).join('\n')).toMatch(/Not answered +1/);
});

it('says of a dry run what would be sent', () => {
  expect(describeDryRun(readRows(2)).join('\n')).toMatch(/Would be sent +2 +3 units/);
});
