import { amount, type AccountCommand, type ChargeFacts } from '#libs/ledger';
import { InvalidCursor } from '../database/page-cursor.js';
import { LedgerHistory } from '../testing/ledger-history.js';
import { createReadModelsFixture, type ReadModelsFixture } from '../testing/read-models-fixture.js';
import { CorrectionsQuery, type CorrectionFilter } from './corrections.query.js';

const MODEL = 'gpt-5-nano';
const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));

let fixture: ReadModelsFixture;
let history: LedgerHistory;
let query: CorrectionsQuery;
beforeAll(async () => {
  fixture = await createReadModelsFixture();
  query = new CorrectionsQuery(fixture.database);
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
const grant = (minute: number, grantId: string, tokens: string) =>
  command(minute, {
    type: 'GrantTokens',
    grantId,
    model: MODEL,
    amount: amount(tokens),
    source: 'bonus',
    priority: 100,
    effectiveFrom: null,
    expiresAt: null,
    rollover: { rule: 'none' },
    reason: null,
  });
const adjust = (minute: number, direction: 'up' | 'down', tokens: string, model = MODEL) =>
  command(minute, {
    type: 'AdjustBalance',
    operationId: `adjust-${minute}`,
    model,
    direction,
    tokens: amount(tokens),
    reason: 'a typing error',
  });
const revoke = (minute: number, grantId: string) =>
  command(minute, {
    type: 'RevokeGrant',
    grantId,
    reason: `${grantId} was a mistake`,
    onlyIfUnspent: false,
    evenIfPaid: false,
  });
const listed = async (filter: Partial<CorrectionFilter> = {}) => {
  await fixture.project(history.events);
  return (await query.page('acc-1', { limit: 50, ...filter })).items;
};

it('lists nothing of an account that nobody corrected', async () => {
  grant(1, 'g-1', '100');
  expect(await listed()).toEqual([]);
});

it('shows a reversal with what it reversed and where the tokens went', async () => {
  grant(1, 'g-1', '100');
  const use = { model: MODEL, feature: 'ai_bots', quantity: { units: amount('30') }, operationId: 'use-1' };
  const [consumed] = history.consume('acc-1', use, at(2));
  const original = { ...consumed?.data, chargedAt: at(2).toISOString() } as unknown as ChargeFacts; // a receipt, as the ledger wrote it
  const [reversed] = command(3, {
    type: 'ReverseCharge',
    operationId: 'undo-1',
    original,
    amount: amount('20'),
    reason: 'delivered twice',
    lapsed: 'lapse',
  });
  expect(await listed()).toEqual([
    {
      kind: 'reversal',
      operationId: 'undo-1',
      accountId: 'acc-1',
      model: MODEL,
      modelName: MODEL,
      direction: 'up',
      tokens: '20',
      grants: [{ grantId: 'g-1', tokens: '20' }],
      overdraftReduced: '0',
      unlimited: false,
      balanceAfter: '90',
      reversedOperationId: 'use-1',
      feature: 'ai_bots',
      featureName: 'AI Bots',
      reason: 'delivered twice',
      actor: 'system:test',
      correctedAt: at(3).toISOString(),
      position: reversed?.position.toString(),
    },
  ]);
});

it('shows adjustments with the grants that they made or took from', async () => {
  adjust(1, 'up', '50');
  adjust(2, 'down', '20');
  const grants = [{ grantId: 'adjust-1', tokens: '20' }];
  expect(await listed()).toMatchObject([
    { kind: 'adjustment', direction: 'down', tokens: '20', grants, balanceAfter: '30', feature: null },
    { kind: 'adjustment', direction: 'up', tokens: '50', grants: [{ grantId: 'adjust-1', tokens: '50' }] },
  ]);
});

it('leaves out what is revoked by itself when it comes back to a revoked grant', async () => {
  grant(1, 'g-1', '100');
  grant(1, 'g-2', '100');
  command(2, {
    type: 'ReserveTokens',
    operationId: 'hold-1',
    model: MODEL,
    feature: 'ai_bots',
    quantity: { units: amount('40') },
    rates: history.ratesOf('ai_bots'),
    overagePolicy: 'reject',
    ttlSeconds: 600,
    ttlSecondsMax: 600,
  });
  revoke(3, 'g-1');
  await fixture.project(history.events);
  const events = revoke(30, 'g-2').map(({ type }) => type); // the hold has expired meanwhile
  expect(events.filter((type) => type === 'TokensRevoked')).toHaveLength(2);
  expect(await listed()).toMatchObject([
    { kind: 'revocation', direction: 'down', grants: [{ grantId: 'g-2', tokens: '100' }] },
    { kind: 'revocation', grants: [{ grantId: 'g-1', tokens: '60' }], reason: 'g-1 was a mistake' },
  ]);
});

it.each<[Partial<CorrectionFilter>, string[]]>([
  [{ kind: 'revocation' }, ['g-1 was a mistake']],
  [{ kind: 'reversal' }, []],
  [{ model: 'claude' }, ['a typing error']],
  [{ from: at(3) }, ['g-1 was a mistake', 'a typing error']],
  [{ from: at(2), to: at(4) }, ['a typing error', 'a typing error']],
])('is narrowed by %j', async (filter, reasons) => {
  grant(1, 'g-1', '100');
  adjust(2, 'down', '10');
  adjust(3, 'up', '10', 'claude');
  revoke(4, 'g-1');
  expect((await listed(filter)).map(({ reason }) => reason)).toEqual(reasons);
});

it('is paged newest first, each correction once, while new ones come', async () => {
  for (let minute = 1; minute <= 7; minute += 1) adjust(minute, 'up', String(minute));
  await fixture.project(history.events);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await query.page('acc-1', { limit: 3, ...(cursor && { cursor }) });
    seen.push(...page.items.map(({ tokens }) => tokens));
    cursor = page.nextCursor ?? undefined;
    await fixture.project(adjust(10 + seen.length, 'up', '99'));
  } while (cursor);
  expect(seen).toEqual(['7', '6', '5', '4', '3', '2', '1']);
});

it('refuses a cursor of another list', async () => {
  const usage = Buffer.from('u1:7').toString('base64url');
  await expect(query.page('acc-1', { limit: 50, cursor: usage })).rejects.toThrow(InvalidCursor);
});
