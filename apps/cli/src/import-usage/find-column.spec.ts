import { findColumn } from './find-column.js';

it('finds a column by its name', () => {
  expect(findColumn('out', ['at', 'in', 'out'])).toBe(2);
});

it('names the columns there are', () => {
  expect(() => findColumn('units', ['at', 'in'])).toThrow('no column "units". The columns are: "at", "in".');
});

it('suggests the name in other letters', () => {
  expect(() => findColumn('contexttokens', ['ContextTokens', 'x'])).toThrow('Do you mean "ContextTokens"?');
});

it.each([
  ['at;in;out', "--delimiter ';'"],
  ['at\tin\tout', '--delimiter tab'],
  ['at|in|out', "--delimiter '|'"],
])('suspects another delimiter in %j', (line, advice) => {
  expect(() => findColumn('in', [line])).toThrow(advice);
});

it('does not choose between columns of the same name', () => {
  expect(() => findColumn('in', ['in', 'out', 'in'])).toThrow('several columns "in"');
});
