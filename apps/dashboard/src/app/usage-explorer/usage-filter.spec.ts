import { addressOf, EVERYTHING, parametersOf, problemsOf } from './usage-filter.js';

it('has nothing in the address of everything', () => {
  expect(addressOf(EVERYTHING)).toEqual({});
  expect(parametersOf(EVERYTHING)).toEqual({});
  expect(problemsOf(EVERYTHING)).toEqual({});
});

it('asks the API for whole days of the viewer, and for exact amounts', () => {
  const filter = {
    ...EVERYTHING,
    from: '2026-01-31',
    to: '2026-01-31',
    min: '1,000.5',
    operation: ' op-1 ',
    search: ' nano ',
  };
  expect(parametersOf(filter)).toEqual({
    from: new Date(2026, 0, 31).toISOString(),
    to: new Date(2026, 1, 1).toISOString(),
    minTokens: '1000.5',
    operationId: 'op-1',
    search: 'nano',
  });
});

it.each([
  [{ from: 'yesterday' }, 'from'],
  [{ to: '2026-13-01' }, 'to'],
  [{ from: '2026-02-01', to: '2026-01-01' }, 'to'],
  [{ min: 'many' }, 'min'],
  [{ max: '-1' }, 'max'],
  [{ max: '1.1234567' }, 'max'],
])('finds what is wrong with %j', (changes, field) => {
  expect(Object.keys(problemsOf({ ...EVERYTHING, ...changes }))).toEqual([field]);
});
