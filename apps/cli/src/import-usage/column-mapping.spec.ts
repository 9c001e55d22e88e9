import { amount } from '#libs/ledger';
import { rowReader, type ColumnMapping } from './column-mapping.js';

const header = ['at', 'user', 'model', 'in', 'out'];
const mapping: ColumnMapping = {
  account: { column: 'user' },
  model: { column: 'model' },
  feature: { value: 'chat' },
  units: ['in', 'out'],
};
const read = (fields: readonly string[], changes: Partial<ColumnMapping> = {}) =>
  rowReader({ ...mapping, ...changes }, header)(fields);

it('takes account, model and feature from columns or as given, and adds up the units', () => {
  expect(read(['08:00', 'ada', 'gpt', '374', '44.5'])).toEqual({
    accountId: 'ada',
    model: 'gpt',
    feature: 'chat',
    units: amount('418.5'),
  });
});

it('takes units from one column, or from the same column twice', () => {
  expect(read(['', 'ada', 'gpt', '3', '4'], { units: ['out'] })).toMatchObject({ units: amount('4') });
  expect(read(['', 'ada', 'gpt', '3', '4'], { units: ['out', 'out'] })).toMatchObject({ units: amount('8') });
});

it('does not mind spaces around values', () => {
  expect(read(['', ' ada ', 'gpt', ' 3', '4 '])).toMatchObject({ accountId: 'ada', units: amount('7') });
});

it('takes zero units: a call that produced nothing is recorded too', () => {
  expect(read(['', 'ada', 'gpt', '0', '0'])).toMatchObject({ units: 0n });
});

it.each([
  [['', '', 'gpt', '1', '2'], 'the column "user" (account) is empty'],
  [['', 'a b', 'gpt', '1', '2'], 'the column "user": "a b" is no id'],
  [['', 'ada', 'gpt', '', '2'], 'the column "in" is empty'],
  [['', 'ada', 'gpt', '1,5', '2'], 'the column "in": "1,5" is no number'],
  [['', 'ada', 'gpt', '1e3', '2'], 'the column "in": "1e3" is no number'],
  [['', 'ada', 'gpt', '1', '0.0000001'], 'the column "out": "0.0000001" is no number'],
  [['', 'ada', 'gpt', '5', '-2'], 'the column "out": -2 is negative'],
  [['', 'ada', 'gpt', '9'.repeat(18), '1'], 'the sum of the units is too large'],
  [['', 'ada', 'gpt', '1'], '4 fields where the first line has 5'],
  [['', 'ada', 'gpt', '1', '2', '3'], '6 fields where the first line has 5'],
  [['', 'ada', 'a\nb', '1', '2', '3'], '6 fields where the first line has 5; it spans several lines'],
])('says what is wrong with %j', (fields, reason) => {
  expect(read(fields)).toEqual({ reason: expect.stringContaining(reason) });
});

it('does not begin with a fixed value that is no id', () => {
  expect(() => rowReader({ ...mapping, feature: { value: 'a b' } }, header)).toThrow(
    '--feature: "a b" is no id',
  );
});
