import {
  amount,
  capRooms,
  formatAmount,
  initialAccount,
  type Account,
  type AccountEvent,
} from '#libs/ledger';
import type { AccountFact } from '../events/fact.js';
import { LedgerHistory } from '../testing/ledger-history.js';
import { understand } from '../events/understand.js';
import { concernsLimits, foldLimits } from './limits.projection.js';

const MODEL = 'gpt-5-nano';
const at = (time: string) => new Date(`2026-01-${time}Z`);

let history: LedgerHistory;
beforeEach(() => {
  history = new LedgerHistory();
  history.rate(
    { feature: 'ai_bots', name: 'AI Bots', unit: 'word', tokensPerUnit: amount('1'), effectiveFrom: null },
    at('01T00:00'),
  );
  history.account('acc-1', { type: 'SetUnlimited', model: MODEL, unlimited: true }, at('01T00:00'));
  const caps = { day: amount('100'), week: null, month: null };
  history.account('acc-1', { type: 'SetSpendingCaps', model: null, ...caps }, at('01T00:00'));
});

const consume = (units: string, time: string, operationId: string) =>
  history.consume(
    'acc-1',
    { model: MODEL, feature: 'ai_bots', quantity: { units: amount(units) }, operationId },
    at(time),
  );

function facts(): readonly AccountFact[] {
  return history.events.flatMap((event) => {
    const fact = understand(event);
    return fact?.about === 'account' && concernsLimits(fact) ? [fact] : [];
  });
}

function dayOf(account: Account | undefined, time: string) {
  const [day] = capRooms(account ?? initialAccount, MODEL, at(time));
  return day && { spent: formatAmount(day.spent), resetsAt: day.resetsAt.toISOString().slice(5, 16) };
}

const folded = () => foldLimits(facts(), new Map()).get('acc-1');

it('counts what is charged in the day of the account', () => {
  consume('30', '02T10:00', 'a');
  consume('12', '02T11:00', 'b');
  expect(dayOf(folded(), '02T12:00')).toEqual({ spent: '42', resetsAt: '01-03T00:00' });
  expect(dayOf(folded(), '03T00:00')).toEqual({ spent: '0', resetsAt: '01-04T00:00' });
});

it('lets a day that has begun last until its own end when the time zone changes', () => {
  consume('30', '02T10:00', 'a');
  history.account('acc-1', { type: 'SetTimeZone', timeZone: 'Asia/Kathmandu' }, at('02T10:30'));
  consume('5', '02T20:00', 'b');
  expect(dayOf(folded(), '02T21:00')).toEqual({ spent: '35', resetsAt: '01-03T00:00' });
  expect(dayOf(folded(), '03T00:00')).toEqual({ spent: '0', resetsAt: '01-03T18:15' });
});

it.each([
  ['02T12:00', '10'],
  ['03T12:00', '40'],
])('gives back what is reversed at %s to the day of the charge only', (time, spent) => {
  consume('30', '02T10:00', 'a');
  if (time > '03') consume('40', '03T10:00', 'b');
  const [charge] = history.events.filter(({ type }) => type === 'TokensConsumed');
  const { data } = charge as unknown as Extract<AccountEvent, { type: 'TokensConsumed' }>; // the ledger wrote it
  history.account(
    'acc-1',
    {
      type: 'ReverseCharge',
      operationId: 'undo',
      original: { ...data, chargedAt: data.consumedAt },
      amount: amount('20'),
      reason: 'a mistake',
      lapsed: 'lapse',
    },
    at(time),
  );
  expect(dayOf(folded(), time)).toMatchObject({ spent });
});

it('goes on from what was there before', () => {
  consume('30', '02T10:00', 'a');
  const before = foldLimits(facts(), new Map());
  const known = facts().length;
  consume('12', '02T11:00', 'b');
  const after = foldLimits(facts().slice(known), before);
  expect(after.get('acc-1')).toEqual(folded());
});
