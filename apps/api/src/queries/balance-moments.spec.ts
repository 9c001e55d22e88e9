import { balanceMoments, type MomentsAsked } from './balance-moments.js';

const moments = (asked: Pick<MomentsAsked, 'step'> & { from: string; to: string; zone?: string }) =>
  balanceMoments({ zone: 'UTC', ...asked, from: new Date(asked.from), to: new Date(asked.to) })?.map((each) =>
    each.toISOString().replace(':00.000Z', 'Z'),
  );

it('are the first, the beginning of every day between, and the last', () => {
  expect(moments({ step: 'day', from: '2026-01-01T10:00:00Z', to: '2026-01-03T08:00:00Z' })).toEqual([
    '2026-01-01T10:00Z',
    '2026-01-02T00:00Z',
    '2026-01-03T00:00Z',
    '2026-01-03T08:00Z',
  ]);
});

it('has each once that is a beginning itself', () => {
  expect(moments({ step: 'month', from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' })).toEqual([
    '2026-01-01T00:00Z',
    '2026-02-01T00:00Z',
  ]);
  expect(moments({ step: 'day', from: '2026-01-01T00:00:00Z', to: '2026-01-01T00:00:00Z' })).toEqual([
    '2026-01-01T00:00Z',
  ]);
});

it('begins days by the clocks of the zone, whose days may have 23 hours', () => {
  const asked = { zone: 'Europe/Berlin', from: '2026-03-28T23:00:00Z', to: '2026-03-30T12:00:00Z' };
  expect(moments({ ...asked, step: 'day' })).toEqual([
    '2026-03-28T23:00Z',
    '2026-03-29T22:00Z',
    '2026-03-30T12:00Z',
  ]);
});

it('begins hours where the zone has them', () => {
  const asked = { zone: 'Asia/Kathmandu', from: '2026-01-01T10:00:00Z', to: '2026-01-01T12:00:00Z' };
  expect(moments({ ...asked, step: 'hour' })).toEqual([
    '2026-01-01T10:00Z',
    '2026-01-01T10:15Z',
    '2026-01-01T11:15Z',
    '2026-01-01T12:00Z',
  ]);
});

it('has weeks from Monday on', () => {
  expect(moments({ step: 'week', from: '2026-01-03T00:00:00Z', to: '2026-01-13T00:00:00Z' })).toEqual([
    '2026-01-03T00:00Z',
    '2026-01-05T00:00Z',
    '2026-01-12T00:00Z',
    '2026-01-13T00:00Z',
  ]);
});

it('is nothing where there would be more than anybody can see', () => {
  expect(moments({ step: 'hour', from: '2026-01-01T00:00:00Z', to: '2026-03-01T00:00:00Z' })).toBeUndefined();
});
