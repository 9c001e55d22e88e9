import { levelOf } from './level.js';

const holding = { unlimited: false, available: '100', held: '0', alert: null };

it.each(['warning', 'critical', 'depleted'] as const)('is %s when the ledger told so', (alert) => {
  expect(levelOf({ ...holding, alert })).toBe(alert);
});

it('is ample until the ledger tells of less, also when everything is held', () => {
  expect(levelOf(holding)).toBe('ample');
  expect(levelOf({ ...holding, available: '0', held: '100' })).toBe('ample');
});

it('is depleted as soon as nothing is there, be it that the ledger has not told so yet', () => {
  expect(levelOf({ ...holding, available: '0' })).toBe('depleted');
  expect(levelOf({ ...holding, available: '0', alert: 'warning' })).toBe('depleted');
});

it('never warns about what has no limit', () => {
  expect(levelOf({ ...holding, unlimited: true, available: '0', alert: 'depleted' })).toBe('unlimited');
});
