import { addressOfView, axisLabel, daysOf, titleOf, viewOf } from './usage-view.js';

const texts = { by: '', split: '', show: '', at: '' };
const everything = { from: '', to: '' };

it('has nothing in the address of how it is looked at first', () => {
  expect(addressOfView(viewOf(texts))).toEqual({});
});

it('finds in the address what it put there', () => {
  const view = { by: 'week', split: 'feature', asTable: true, at: '2026-11-02' } as const;
  expect(viewOf({ ...texts, ...addressOfView(view) })).toEqual(view);
});

it('takes no notice of what nobody can look at', () => {
  const made = viewOf({ by: 'hour', split: 'account', show: 'pie', at: 'yesterday' });
  expect(made).toEqual({ by: 'day', split: 'model', asTable: false, at: '' });
});

it.each([
  ['day', '2026-11-03', everything, { from: '2026-11-03', to: '2026-11-03' }],
  ['week', '2026-11-02', everything, { from: '2026-11-02', to: '2026-11-08' }],
  ['month', '2026-02-01', everything, { from: '2026-02-01', to: '2026-02-28' }],
  ['month', '2026-12-01', everything, { from: '2026-12-01', to: '2026-12-31' }],
  ['month', '2026-11-01', { from: '2026-11-10', to: '2026-11-20' }, { from: '2026-11-10', to: '2026-11-20' }],
] as const)('knows the days of the %s of %s, of %j', (by, start, asked, days) => {
  expect(daysOf(by, start, asked)).toEqual(days);
});

it('names bars, under the axis and in full', () => {
  expect([axisLabel('week', '2026-11-02'), axisLabel('month', '2026-11-01')]).toEqual(['Nov 2', 'Nov 2026']);
  const title = (from: string, to: string) => titleOf({ from, to }).replaceAll(/\s/g, ' ');
  expect(title('2026-11-03', '2026-11-03')).toBe('Tue, Nov 3, 2026');
  expect(title('2026-11-02', '2026-11-08')).toBe('Nov 2 – 8, 2026');
  expect(title('2026-11-01', '2026-11-30')).toBe('November 2026');
  expect(title('2026-11-01', '2026-11-20')).toBe('Nov 1 – 20, 2026');
});
