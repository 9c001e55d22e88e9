import { SubscriptionStory } from './testing/subscription-story.js';

const END = '2026-02-28T10:00:00.000Z';
const days = (count: number) => new Date(Date.parse(END) + count * 86_400_000).toISOString();

/** Its first period is over. */
const inGrace = () => {
  const story = new SubscriptionStory(new Date('2026-01-31T10:00:00.000Z'));
  story.start();
  story.pay('s-1.1.1');
  return story.at(END);
};

it('takes a payment that became known after its failure, and records a second one for the period once', () => {
  const story = inGrace();
  story.renew('s-1.2.1');
  story.fail('s-1.2.1');
  story.at(days(1)).renew('s-1.2.2');
  story.pay('s-1.2.1');
  expect(story.pay('s-1.2.2')).toEqual([
    { type: 'SubscriptionPeriodPaidAgain', data: { purchaseId: 's-1.2.2', paidAt: days(1) } },
  ]);
  expect(story.pay('s-1.2.2')).toEqual([]);
  expect(story.current).toMatchObject({ status: 'active', period: { number: 2 } });
});

it('lets nobody try for ever to pay one period', () => {
  const story = inGrace();
  for (let attempt = 1; attempt <= 20; attempt += 1) {
    story.renew(`s-1.2.${attempt}`, true);
    story.fail(`s-1.2.${attempt}`);
  }
  expect(story.renew('s-1.2.21', true)).toEqual({
    code: 'too-many-payment-attempts',
    subscriptionId: 's-1',
    maximum: 20,
  });
});
