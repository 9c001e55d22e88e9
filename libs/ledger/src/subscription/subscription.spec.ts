import { dueOf, nextDueAt } from './due.js';
import { periodNumberOf } from './attempt.js';
import {
  BASIC,
  CARD,
  PRO,
  SubscriptionStory,
  YEARLY,
  planPackage,
  usd,
} from './testing/subscription-story.js';

const START = '2026-01-31T10:00:00.000Z';
const END = '2026-02-28T10:00:00.000Z';
const days = (count: number) => new Date(Date.parse(END) + count * 86_400_000).toISOString();

const incomplete = () => {
  const story = new SubscriptionStory(new Date(START));
  story.start();
  return story;
};
const active = (method: typeof CARD | null = CARD) => {
  const story = incomplete();
  story.pay('s-1.1.1', method);
  return story;
};

describe('starting', () => {
  it('waits for the first payment', () => {
    const story = incomplete();
    expect(story.events).toMatchObject([
      {
        type: 'SubscriptionStarted',
        data: {
          purchaseId: 's-1.1.1',
          reason: 'start',
          price: usd('1000'),
          period: { number: 1, startsAt: START, endsAt: END },
          nextPeriodEndsAt: '2026-03-31T10:00:00.000Z',
        },
      },
    ]);
    expect(story.current.status).toBe('incomplete');
    expect(dueOf(story.current, new Date('2030-01-01'))).toBeNull();
  });

  it('is active when it is paid, however often that is said', () => {
    const story = active();
    expect(story.current).toMatchObject({ status: 'active', method: CARD });
    expect(story.pay('s-1.1.1')).toEqual([]);
    expect(story.fail('s-1.1.1')).toEqual([]);
  });

  it('ends as never paid when the first payment fails, and begins after all when it is paid later', () => {
    const story = incomplete();
    expect(story.fail('s-1.1.1')).toMatchObject([
      { type: 'SubscriptionPaymentFailed', data: { nextAttemptAt: null, graceEndsAt: null } },
      { type: 'SubscriptionEnded', data: { reason: 'never-paid' } },
    ]);
    expect(story.current.status).toBe('ended');
    story.pay('s-1.1.1');
    expect(story.current).toMatchObject({ status: 'active', ended: null });
  });

  it('refuses what is not on sale, changed, no plan, in no zone or started already', () => {
    const story = new SubscriptionStory(new Date(START));
    expect(story.start({ ...BASIC, retired: true })).toMatchObject({ code: 'package-not-on-sale' });
    expect(story.start(BASIC, 'Mars/Olympus')).toMatchObject({ code: 'unknown-time-zone' });
    const bundle = { kind: 'bundle', items: [], price: usd('1'), listPrice: usd('1') } as const;
    expect(story.start({ ...BASIC, offer: { ...bundle, expiresAfterDays: null } })).toEqual({
      code: 'package-not-a-plan',
      packageId: 'basic',
    });
    expect(story.pay('s-1.1.1')).toMatchObject({ code: 'subscription-not-found' });
    story.start();
    expect(story.start()).toMatchObject({ code: 'subscription-already-started' });
  });
});

describe('renewing', () => {
  it('is due at the very end of the period, on the last of February for the 31st', () => {
    const { current } = active();
    expect(nextDueAt(current)).toEqual(new Date(END));
    expect(dueOf(current, new Date(Date.parse(END) - 1))).toBeNull();
    expect(dueOf(current, new Date(END))).toMatchObject({
      what: 'renew',
      method: CARD,
      attempt: {
        purchaseId: 's-1.2.1',
        price: usd('1000'),
        period: { startsAt: END, endsAt: '2026-03-31T10:00:00.000Z' },
      },
    });
  });

  it('needs a checkout where no method was saved', () => {
    expect(dueOf(active(null).current, new Date(END))).toMatchObject({ what: 'renew', method: null });
  });

  it('has never two attempts in flight', () => {
    const story = active().at(END);
    story.renew('s-1.2.1');
    expect(dueOf(story.current, new Date('2026-06-01'))).toBeNull();
    expect(story.renew('s-1.2.1')).toEqual([]);
    expect(story.renew('s-1.2.2')).toMatchObject({
      code: 'subscription-payment-in-flight',
      purchaseId: 's-1.2.1',
    });
  });

  it('refuses an attempt before its time, and one out of turn', () => {
    const story = active();
    expect(story.renew('s-1.2.1')).toMatchObject({ code: 'renewal-not-due', dueAt: END });
    expect(story.at(END).renew('s-1.2.2')).toMatchObject({
      code: 'renewal-out-of-turn',
      expected: 's-1.2.1',
    });
  });

  it('tries again 1, 3 and 5 days into the grace, and lapses after 7', () => {
    const story = active();
    const retries = [0, 1, 3, 5].map((day, index) => {
      const purchaseId = `s-1.2.${index + 1}`;
      story.at(days(day)).renew(purchaseId);
      story.fail(purchaseId);
      expect(story.current.status).toBe('past-due');
      return nextDueAt(story.current)?.toISOString();
    });
    expect(retries).toEqual([days(1), days(3), days(5), days(7)]);
    expect(dueOf(story.current, new Date(Date.parse(days(7)) - 1))).toBeNull();
    expect(story.simply('EndSubscription')).toEqual([]);
    expect(story.at(days(7)).simply('EndSubscription')).toMatchObject([{ type: 'SubscriptionLapsed' }]);
    expect(story.current.ended).toEqual({ reason: 'lapsed', at: days(7) });
  });

  it('goes on without a gap when a late attempt is paid', () => {
    const story = active().at(END);
    story.renew('s-1.2.1');
    story.fail('s-1.2.1');
    story.at(days(1)).renew('s-1.2.2');
    story.pay('s-1.2.2');
    expect(story.current).toMatchObject({ status: 'active', period: { number: 2, startsAt: END } });
  });

  it('waits a day when a failure became known after the next attempt was planned', () => {
    const story = active().at(END);
    story.renew('s-1.2.1');
    story.at(days(2)).fail('s-1.2.1');
    expect(nextDueAt(story.current)?.toISOString()).toBe(days(3));
  });

  it('lets the buyer pay in the grace without waiting for the next attempt', () => {
    const story = active().at(END);
    story.renew('s-1.2.1');
    story.fail('s-1.2.1');
    expect(story.renew('s-1.2.2')).toMatchObject({ code: 'renewal-not-due', dueAt: days(1) });
    expect(story.renew('s-1.2.2', true)).toMatchObject([{ type: 'SubscriptionRenewalBegun' }]);
  });

  it('tries even after the grace when nothing was tried in it, but never for a period that is over', () => {
    const { current } = active();
    expect(dueOf(current, new Date(days(8)))).toMatchObject({ what: 'renew' });
    expect(dueOf(current, new Date('2026-03-31T10:00:00.000Z'))).toEqual({ what: 'lapse' });
  });

  it('knows only its own payments', () => {
    expect(active().pay('p-1')).toMatchObject({ code: 'subscription-payment-unknown' });
    expect(active().fail('s-1.2.1')).toMatchObject({ code: 'subscription-payment-unknown' });
    expect(periodNumberOf('s-1', 's-1.12.3')).toBe(12);
    expect(periodNumberOf('s-1', 's-12.1.1')).toBeNull();
  });
});

describe('changing the plan', () => {
  const MIDDLE = '2026-02-14T10:00:00.000Z';

  it('charges a dearer plan at once, less the unused half of the present one', () => {
    const story = active().at(MIDDLE);
    expect(story.change(PRO)).toMatchObject([
      {
        type: 'SubscriptionUpgradeBegun',
        data: {
          purchaseId: 's-1.2.1',
          credit: usd('500'),
          price: usd('2500'),
          period: { number: 2, startsAt: MIDDLE, endsAt: '2026-03-14T10:00:00.000Z' },
        },
      },
    ]);
    expect(story.current.plan.packageId).toBe('basic');
    story.pay('s-1.2.1');
    expect(story.current).toMatchObject({ plan: { packageId: 'pro' }, period: { startsAt: MIDDLE } });
    expect(nextDueAt(story.current)?.toISOString()).toBe('2026-03-14T10:00:00.000Z');
  });

  it('keeps the plan when the dearer one is not paid, and renews it by another purchase', () => {
    const story = active().at(MIDDLE);
    story.change(PRO);
    expect(story.change(YEARLY)).toMatchObject({ code: 'subscription-payment-in-flight' });
    story.fail('s-1.2.1');
    expect(story.current).toMatchObject({ status: 'active', plan: { packageId: 'basic' } });
    expect(dueOf(story.current, new Date(END))).toMatchObject({ attempt: { purchaseId: 's-1.2.2' } });
  });

  it('goes from a month to a dearer year at once, and back with the next period', () => {
    const story = active().at(MIDDLE);
    story.change(YEARLY);
    story.pay('s-1.2.1');
    expect(story.current.period.endsAt).toBe('2027-02-14T10:00:00.000Z');
    expect(story.change(BASIC)).toMatchObject([
      {
        type: 'SubscriptionPlanChangeScheduled',
        data: { effectiveAt: '2027-02-14T10:00:00.000Z' },
      },
    ]);
    expect(dueOf(story.current, new Date('2027-02-14T10:00:00.000Z'))).toMatchObject({
      attempt: { plan: { packageId: 'basic' }, period: { endsAt: '2027-03-14T10:00:00.000Z' } },
    });
  });

  it('lets a plan of the same price begin with the next period, and another change replace it', () => {
    const story = active();
    story.change(planPackage('other', '1000'));
    story.change(planPackage('small', '500'));
    story.at(END).renew('s-1.2.1');
    story.pay('s-1.2.1');
    expect(story.current).toMatchObject({ plan: { packageId: 'small' }, pendingPlan: null });
  });

  it('withdraws a change by a change to the present plan', () => {
    const story = active();
    expect(story.change(BASIC)).toMatchObject({ code: 'plan-unchanged' });
    story.change(planPackage('small', '500'));
    expect(story.change(BASIC)).toMatchObject([{ type: 'SubscriptionPlanChangeWithdrawn' }]);
    expect(story.current.pendingPlan).toBeNull();
  });

  it('lets a dearer plan begin with the renewal where that is due already', () => {
    const story = active().at(END);
    expect(story.change(PRO)).toMatchObject([{ type: 'SubscriptionPlanChangeScheduled' }]);
    expect(dueOf(story.current, story.now)).toMatchObject({ attempt: { price: usd('3000') } });
  });
});

describe('cancelling', () => {
  it('stays in force until the end of the period, and can be resumed until then', () => {
    const story = active();
    expect(story.simply('CancelSubscription')).toMatchObject([{ data: { endsAt: END } }]);
    expect(story.current.status).toBe('cancelled-at-period-end');
    expect(story.change(PRO)).toMatchObject({ code: 'subscription-cancelled', endsAt: END });
    expect(story.simply('CancelSubscription')).toMatchObject({ code: 'subscription-cancelled' });
    story.simply('ResumeSubscription');
    expect(story.current.status).toBe('active');
    expect(story.simply('ResumeSubscription')).toMatchObject({ code: 'subscription-not-cancelled' });
  });

  it('ends at the end of the period, and is not renewed or resumed then', () => {
    const story = active();
    story.simply('CancelSubscription');
    story.at(END);
    expect(dueOf(story.current, story.now)).toEqual({ what: 'end' });
    expect(story.renew('s-1.2.1')).toMatchObject({ code: 'renewal-not-due', dueAt: null });
    expect(story.simply('ResumeSubscription')).toMatchObject({ code: 'subscription-ended' });
    story.simply('EndSubscription');
    expect(story.current.ended).toEqual({ reason: 'cancelled', at: END });
    expect(story.simply('CancelSubscription')).toMatchObject({ code: 'subscription-ended' });
    expect(story.change(PRO)).toMatchObject({ code: 'subscription-ended', reason: 'cancelled' });
  });

  it('ends at once where nothing is paid', () => {
    for (const story of [incomplete(), active().at(END)]) {
      story.simply('CancelSubscription');
      expect(story.current.status).toBe('ended');
    }
  });

  it('keeps a period that was paid while it was cancelled, and ends after it', () => {
    const story = active().at(END);
    story.renew('s-1.2.1');
    story.simply('CancelSubscription');
    story.pay('s-1.2.1');
    expect(story.current).toMatchObject({ status: 'cancelled-at-period-end', period: { number: 2 } });
    expect(nextDueAt(story.current)?.toISOString()).toBe('2026-03-31T10:00:00.000Z');
  });
});
