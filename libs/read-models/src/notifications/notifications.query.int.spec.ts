import { NOTIFICATION_KINDS, type NotificationKind } from '#libs/contract';
import { amount, type AccountCommand, type Package, type RolloverRule } from '#libs/ledger';
import { InvalidCursor } from '../database/page-cursor.js';
import { LedgerHistory } from '../testing/ledger-history.js';
import { createReadModelsFixture, type ReadModelsFixture } from '../testing/read-models-fixture.js';
import type { NotificationReader } from './listed-notifications.js';
import { NotificationsQuery, type NotificationFilter } from './notifications.query.js';

const MODEL = 'gpt-5-nano';
const DAY_MS = 86_400_000;
const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));
const inDays = (days: number) => new Date(at(0).getTime() + days * DAY_MS);
const EVERYTHING: NotificationReader = { kinds: NOTIFICATION_KINDS, through: null, ids: [] };

let fixture: ReadModelsFixture;
let history: LedgerHistory;
let query: NotificationsQuery;
beforeAll(async () => {
  fixture = await createReadModelsFixture();
  query = new NotificationsQuery(fixture.database);
});
beforeEach(async () => {
  await fixture.empty();
  history = new LedgerHistory();
  history.rate(
    { feature: 'ai_bots', name: 'AI Bots', unit: 'word', tokensPerUnit: amount('1'), effectiveFrom: null },
    at(0),
  );
});
afterAll(() => fixture.close());

const command = (minute: number, of: AccountCommand) => history.account('acc-1', of, at(minute));
const grant = (
  minute: number,
  tokens: string,
  expiresAt: Date | null = null,
  rollover: RolloverRule = { rule: 'none' },
) =>
  command(minute, {
    type: 'GrantTokens',
    grantId: `g-${minute}`,
    model: MODEL,
    amount: amount(tokens),
    source: 'bonus',
    priority: 100,
    effectiveFrom: null,
    expiresAt,
    rollover,
    reason: null,
  });
const use = (minute: number, units: string) =>
  history.consume(
    'acc-1',
    { model: MODEL, feature: 'ai_bots', quantity: { units: amount(units) } },
    at(minute),
  );
const page = async (
  now: Date,
  reader: NotificationReader = EVERYTHING,
  filter: Partial<NotificationFilter> = {},
) => {
  await fixture.project(history.events);
  return await query.page('acc-1', reader, { limit: 50, ...filter }, now);
};
const kinds = async (now = at(600), reader = EVERYTHING) =>
  (await page(now, reader)).items.map(({ kind }) => kind);

describe('a balance that runs low', () => {
  it.each<[string, NotificationKind[]]>([
    ['899.999999', []],
    ['900', ['low-balance']],
    ['949.999999', ['low-balance']],
    ['950', ['critical-balance']],
    ['999.999999', ['critical-balance']],
    ['1000', ['depleted']],
  ])('of 1000 is told after a use of %s as %j', async (units, expected) => {
    grant(1, '1000');
    use(2, units);
    expect(await kinds()).toEqual(expected);
  });

  it('is told once at each threshold, with its figures', async () => {
    grant(1, '1000');
    for (const [minute, units] of ['900', '10', '10', '40', '10', '30'].entries()) use(10 + minute, units);
    const { items, unread } = await page(at(600));
    expect(unread).toBe(3);
    expect(items).toMatchObject([
      { kind: 'depleted', remaining: '0', basis: '1000', model: MODEL, modelName: MODEL, isRead: false },
      { kind: 'critical-balance', remaining: '40', basis: '1000', at: at(13).toISOString() },
      { kind: 'low-balance', remaining: '100', basis: '1000', at: at(10).toISOString() },
    ]);
  });

  it('is told again once the balance had recovered', async () => {
    grant(1, '1000');
    use(2, '900');
    grant(3, '500');
    use(4, '540');
    expect(await kinds()).toEqual(['low-balance', 'low-balance']);
  });

  it('is not told of what is unlimited', async () => {
    grant(1, '1000');
    command(2, { type: 'SetUnlimited', model: MODEL, unlimited: true });
    use(3, '1000');
    expect(await kinds()).toEqual([]);
  });
});

describe('tokens that expire', () => {
  it('are told from a week before, until they have expired', async () => {
    grant(1, '1000', inDays(30));
    expect(await kinds(new Date(inDays(23).getTime() - 1))).toEqual([]);
    const { items } = await page(inDays(23));
    expect(items).toEqual([
      {
        id: 'expiring-soon:g-1',
        kind: 'expiring-soon',
        at: inDays(23).toISOString(),
        isRead: false,
        model: MODEL,
        modelName: MODEL,
        grantId: 'g-1',
        tokens: '1000',
        expiresAt: inDays(30).toISOString(),
      },
    ]);
    expect(await kinds(new Date(inDays(30).getTime() - 1))).toHaveLength(1);
    expect(await kinds(inDays(30))).toEqual([]);
  });

  it('are told at once when they come with less than a week to go', async () => {
    grant(5, '1000', inDays(2));
    expect((await page(at(5))).items).toMatchObject([{ at: at(5).toISOString() }]);
  });

  it('are not told once they are used up, or unlimited', async () => {
    grant(1, '1000', inDays(2));
    use(2, '600');
    expect((await page(at(3))).items).toMatchObject([{ tokens: '400' }]);
    command(4, { type: 'SetUnlimited', model: MODEL, unlimited: true });
    expect(await kinds()).toEqual([]);
    command(5, { type: 'SetUnlimited', model: MODEL, unlimited: false });
    use(6, '400');
    expect(await kinds()).toEqual(['depleted']);
  });

  it.each<[RolloverRule, string[]]>([
    [{ rule: 'all', until: inDays(30).toISOString() }, []],
    [{ rule: 'capped', cap: '1000', until: inDays(30).toISOString() }, []],
    [{ rule: 'capped', cap: '250.5', until: inDays(30).toISOString() }, ['749.5']],
  ])('are told as far as they would be lost: %j', async (rollover, lost) => {
    grant(1, '1000', inDays(2), rollover);
    const { items } = await page(at(2));
    expect(items.map((each) => ('tokens' in each ? each.tokens : each.kind))).toEqual(lost);
  });
});

describe('a payment that failed', () => {
  const price = { minorUnits: '999', currency: 'USD' } as const;
  const offered: Package = {
    ...{
      packageId: 'starter',
      version: 0,
      revision: 1,
      name: 'Starter Bundle',
      description: '',
      retired: false,
    },
    offer: { kind: 'bundle', items: [], price, listPrice: price, expiresAfterDays: null },
  };
  const start = () => {
    const wanted = { purchaseId: 'p-1', accountId: 'acc-1', packageId: 'starter', packageVersion: 0 };
    history.purchase(
      'p-1',
      { type: 'StartPurchase', ...wanted, offered, units: 1, origin: 'checkout' },
      at(1),
    );
  };
  const hear = (minute: number, status: 'failed' | 'paid' | 'expired') => {
    const failure = status === 'failed' ? { code: 'card-declined', message: 'The card was declined.' } : null;
    const payment = { paymentReference: 'pay', status, price, failure, method: null } as const;
    history.purchase('p-1', { type: 'RecordPayment', purchaseId: 'p-1', payment }, at(minute));
  };

  it('is told once, with what was to be bought', async () => {
    start();
    hear(2, 'failed');
    hear(3, 'failed');
    expect((await page(at(4))).items).toEqual([
      {
        id: 'purchase-failed:p-1',
        kind: 'purchase-failed',
        at: at(2).toISOString(),
        isRead: false,
        purchaseId: 'p-1',
        packageName: 'Starter Bundle',
        price,
        origin: 'checkout',
        status: 'failed',
        failure: { code: 'card-declined', message: 'The card was declined.' },
        nextAttemptAt: null,
      },
    ]);
  });

  it('is told in a later batch than the purchase too', async () => {
    start();
    await fixture.project(history.events);
    hear(2, 'failed');
    expect(await kinds()).toEqual(['purchase-failed']);
    expect(await query.known('acc-1', ['purchase-failed:p-1'])).toMatchObject([{ at: at(2) }]);
  });

  it('says so when the money came after all', async () => {
    start();
    hear(2, 'failed');
    hear(3, 'paid');
    expect((await page(at(4))).items).toMatchObject([{ status: 'pending', failure: null }]);
  });

  it('is no checkout that was left', async () => {
    start();
    hear(2, 'expired');
    expect(await kinds()).toEqual([]);
  });
});

describe('a reader', () => {
  const crossTwice = () => {
    grant(1, '1000');
    use(2, '900');
    use(3, '50');
  };

  it('has read what lies before the mark, and nothing that came later in the log', async () => {
    crossTwice();
    const ids = (await page(at(4))).items.map(({ id }) => id);
    const known = await query.known('acc-1', [...ids.slice(1), 'never-was']);
    expect(known).toHaveLength(1);
    const [{ position } = { position: 0n }] = known;
    const through = { position, at: at(600) };
    const { items, unread } = await page(at(4), { ...EVERYTHING, through });
    expect(items.map(({ isRead }) => isRead)).toEqual([false, true]);
    expect(unread).toBe(1);
    const onlyUnread = await page(at(4), { ...EVERYTHING, through }, { unread: true });
    expect(onlyUnread.items).toHaveLength(1);
    expect((await page(at(4), { ...EVERYTHING, ids: ids.slice(1) })).unread).toBe(1);
  });

  it('has not read of an expiry that the clock brought after the mark', async () => {
    grant(1, '1000', inDays(30));
    await fixture.project(history.events);
    const through = { position: 10_000n, at: inDays(22) };
    expect((await page(inDays(24), { ...EVERYTHING, through })).unread).toBe(1);
    expect((await page(inDays(24), { ...EVERYTHING, through: { ...through, at: inDays(23) } })).unread).toBe(
      0,
    );
  });

  it('sees and counts only what they want to be told', async () => {
    crossTwice();
    const reader = { ...EVERYTHING, kinds: ['critical-balance'] as const };
    expect(await kinds(at(4), reader)).toEqual(['critical-balance']);
    expect((await page(at(4), reader)).unread).toBe(1);
    expect((await page(at(4), { ...reader, kinds: [] })).unread).toBe(0);
  });
});

it('is paged newest first, each once, while new ones come', async () => {
  for (let minute = 1; minute <= 14; minute += 2) {
    grant(minute, '1000');
    use(minute + 1, '1000');
  }
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await page(at(600), EVERYTHING, { limit: 3, ...(cursor && { cursor }) });
    seen.push(...items.map((each) => each.at));
    cursor = nextCursor ?? undefined;
    grant(100 + seen.length, '10');
    use(101 + seen.length, '10');
  } while (cursor);
  expect(seen).toEqual([14, 12, 10, 8, 6, 4, 2].map((minute) => at(minute).toISOString()));
});

it('is of one account', async () => {
  grant(1, '1000');
  use(2, '1000');
  await fixture.project(history.events);
  expect(await query.unread('acc-2', EVERYTHING, at(4))).toBe(0);
});

it('refuses a cursor of another list', async () => {
  const usage = Buffer.from('u1:7').toString('base64url');
  await expect(page(at(4), EVERYTHING, { cursor: usage })).rejects.toThrow(InvalidCursor);
});
