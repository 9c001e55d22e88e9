import fc from 'fast-check';
import { OperationIds } from './operation-ids.js';

const header = ['at', 'user', 'units'];
/** Few different values, so that identical rows are frequent. */
const row = fc.tuple(fc.constantFrom('8', '9', ''), fc.constantFrom('ada', 'x,y'), fc.constantFrom('1', '2'));
const log = fc.array(row, { maxLength: 40 });

type Row = readonly string[];

function idsOf(
  rows: readonly Row[],
  columns: readonly string[] = header,
  prefix = 'import-usage',
): readonly string[] {
  const ids = new OperationIds(prefix, columns);
  return rows.map((fields) => ids.next(fields));
}

/** What the ledger sees of a file: which operations, with which content; not their order. */
function operations(rows: readonly Row[]): readonly string[] {
  const ids = idsOf(rows);
  return rows.map((fields, index) => `${ids[index]} ${JSON.stringify(fields)}`).sort();
}

it('gives the same ids in every run', () => {
  fc.assert(fc.property(log, (rows) => expect(idsOf(rows)).toEqual(idsOf(rows))));
});

it('gives every row an id of its own, also to rows that say the same', () => {
  fc.assert(fc.property(log, (rows) => expect(new Set(idsOf(rows)).size).toBe(rows.length)));
});

it('keeps the ids when rows are put in another order', () => {
  const reordered = log.chain((rows) =>
    fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
  );
  fc.assert(fc.property(reordered, ([rows, others]) => expect(operations(others)).toEqual(operations(rows))));
});

it('keeps the ids of the rows before when rows are appended', () => {
  fc.assert(
    fc.property(log, log, (rows, more) =>
      expect(idsOf([...rows, ...more]).slice(0, rows.length)).toEqual(idsOf(rows)),
    ),
  );
});

it('keeps the ids of the rows that stay when others go', () => {
  fc.assert(
    fc.property(log, row, (rows, gone) => {
      const rest = rows.filter((fields) => JSON.stringify(fields) !== JSON.stringify(gone));
      expect(operations(rows)).toEqual(expect.arrayContaining([...operations(rest)]));
    }),
  );
});

it('keeps the ids when columns change places', () => {
  fc.assert(
    fc.property(log, (rows) => {
      const turned = rows.map(([at = '', user = '', units = '']) => [units, at, user]);
      expect(idsOf(turned, ['units', 'at', 'user'])).toEqual(idsOf(rows));
    }),
  );
});

it('tells apart rows whose values merely stand in other columns, or are divided otherwise', () => {
  const ids = new OperationIds('import-usage', ['a', 'b']);
  expect(ids.next(['1', '2'])).not.toBe(ids.next(['2', '1']));
  expect(ids.next(['1","', '2']).split(':')[1]).not.toBe(ids.next(['1', '","2']).split(':')[1]);
});

it('starts anew with another prefix', () => {
  expect(idsOf([['8', 'ada', '1']], header, 'other')).not.toEqual(idsOf([['8', 'ada', '1']]));
});

it('gives ids that an idempotency key may be, and that no later version may change', () => {
  const [first, second] = idsOf([
    ['8', 'ada', '1'],
    ['8', 'ada', '1'],
  ]);
  expect(first).toBe('import-usage:sEgXaJadeW1AWkqeOy8Td3AGvCbMI7eg:1');
  expect(second).toBe(first?.replace(/1$/, '2'));
});
