import fc from 'fast-check';
import { dueOf, nextDueAt } from './due.js';
import { BASIC, CARD, PRO, SubscriptionStory, YEARLY, planPackage } from './testing/subscription-story.js';

const SMALL = planPackage('small', '500');

/** Random histories: what a buyer, a worker and a provider may do, in any order. */
type Step = (story: SubscriptionStory) => unknown;
const latestPurchase = ({ events }: SubscriptionStory) =>
  events.flatMap(({ data }) => ('purchaseId' in data ? [data.purchaseId] : [])).at(-1) ?? 's-1.1.1';
const renewDue: Step = (story) => {
  const due = dueOf(story.current, story.now);
  if (due?.what === 'renew') story.renew(due.attempt.purchaseId);
  else if (due) story.simply('EndSubscription');
};
const step = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Step>(renewDue) },
  { weight: 3, arbitrary: fc.constant<Step>((story) => story.pay(latestPurchase(story), CARD)) },
  { weight: 2, arbitrary: fc.constant<Step>((story) => story.fail(latestPurchase(story))) },
  fc.integer({ min: 1, max: 4 }).map<Step>((attempt) => (story) => {
    story.renew(`s-1.${story.current.period.number + 1}.${attempt}`, true);
  }),
  fc.constantFrom(BASIC, PRO, YEARLY, SMALL).map<Step>((plan) => (story) => story.change(plan)),
  fc
    .constantFrom('CancelSubscription' as const, 'ResumeSubscription' as const)
    .map<Step>((type) => (story) => story.simply(type)),
);
const histories = fc.array(fc.record({ hours: fc.integer({ min: 0, max: 400 }), step }), { maxLength: 40 });
const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe');

function play(
  history: readonly { hours: number; step: Step }[],
  zone: string,
  after: Step,
): SubscriptionStory {
  const story = new SubscriptionStory(new Date('2026-01-31T01:30:00.000Z'));
  story.start(BASIC, zone);
  for (const { hours, step: take } of history) {
    story.now = new Date(story.now.getTime() + hours * 3_600_000);
    take(story);
    after(story);
  }
  return story;
}

it('has at most one payment in flight, and something to do exactly from when it says', () => {
  fc.assert(
    fc.property(histories, zones, (history, zone) => {
      play(history, zone, ({ current, now }) => {
        expect(current.attempts.filter(({ failure }) => !failure).length).toBeLessThanOrEqual(1);
        const dueAt = nextDueAt(current);
        expect(dueOf(current, now) !== null).toBe(dueAt !== null && dueAt.getTime() <= now.getTime());
      });
    }),
  );
});

it('pays no period twice, and never overlapping ones: only an upgrade cuts the one before it short', () => {
  fc.assert(
    fc.property(histories, zones, (history, zone) => {
      const { events } = play(history, zone, () => undefined);
      const paid = events.flatMap((event) => (event.type === 'SubscriptionPeriodPaid' ? [event.data] : []));
      for (const [index, { period, reason }] of paid.entries()) {
        const before = paid[index - 1];
        if (!before) continue;
        expect(period.number).toBe(before.period.number + 1);
        if (reason === 'renewal') expect(period.startsAt).toBe(before.period.endsAt);
        else expect(period.startsAt < before.period.endsAt).toBe(true);
      }
    }),
  );
});

it('begins no purchase twice', () => {
  fc.assert(
    fc.property(histories, zones, (history, zone) => {
      const { events } = play(history, zone, () => undefined);
      const begun = events.flatMap((event) =>
        event.type === 'SubscriptionRenewalBegun' || event.type === 'SubscriptionUpgradeBegun'
          ? [event.data.purchaseId]
          : [],
      );
      expect(new Set(begun).size).toBe(begun.length);
    }),
  );
});
