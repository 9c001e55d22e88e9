import { consume, granted, NOW } from '../testing/account-samples.js';
import { specificationOf } from '../testing/given.js';
import { accountDecider } from './account-decider.js';

const { given } = specificationOf(accountDecider);
const inMarch = granted({ grantId: 'march', amount: '100', expiresAt: '2026-03-10T12:00:00.000Z' });

it('records what was left of a grant at its expiry', () => {
  expect(given(inMarch, granted({ grantId: 'kept', amount: '70' })).when({ type: 'RecordDue' }, NOW)).toEqual(
    [
      {
        type: 'TokensExpired',
        data: {
          grantId: 'march',
          model: 'gpt-5-nano',
          tokens: '100',
          expiredAt: '2026-03-10T12:00:00.000Z',
          balanceAfter: '70',
        },
      },
    ],
  );
});

it('records nothing twice and nothing that is not due', () => {
  const early = new Date(NOW.getTime() - 1);
  expect(given(inMarch).when({ type: 'RecordDue' }, early)).toEqual([]);
  const recorded = given(inMarch).when({ type: 'RecordDue' }, NOW) as never[]; // its expiry, and that nothing is left
  expect(given(inMarch, ...recorded).when({ type: 'RecordDue' }, NOW)).toEqual([]);
});

it('records nothing for a grant that was used up before', () => {
  const spent = given(inMarch).when(consume('40'), new Date(NOW.getTime() - 1)) as never[]; // 40 x 2.5 = all of it
  expect(given(inMarch, ...spent).when({ type: 'RecordDue' }, NOW)).toEqual([]);
});
