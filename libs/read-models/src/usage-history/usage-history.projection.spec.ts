import { busyHistory } from '../testing/busy-history.js';
import { factsAbout } from '../events/fact.js';
import { understand } from '../events/understand.js';
import { foldUsageHistory } from './usage-history.projection.js';

it('has one entry for every consumption, and none for anything else', () => {
  const { events } = busyHistory(2, 5);
  const facts = factsAbout(
    'account',
    events.flatMap((event) => understand(event) ?? []),
  );
  const consumptions = events.filter(({ type }) => type === 'TokensConsumed');
  expect(foldUsageHistory(facts).charges).toEqual(
    consumptions.map(({ streamName, position, data: { consumedAt, ...charge } }) => ({
      accountId: streamName.slice('account-'.length),
      position,
      receipt: {
        ...charge,
        chargedAt: consumedAt,
        holdId: null,
        held: '0',
        returned: [],
        uncollected: '0',
      },
    })),
  );
});
