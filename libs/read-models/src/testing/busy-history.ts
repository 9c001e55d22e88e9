import { amount } from '#libs/ledger';
import { LedgerHistory } from './ledger-history.js';

const MODELS = ['gpt-5-nano', 'claude-sonnet-4.5', 'text-embedding-3-small'];
const FEATURES = ['ai_bots', 'ai_bots_training'];
const START = Date.parse('2026-01-01T00:00:00Z');
const MINUTE_MS = 60_000;

/** A catalog, grants for every account, and then consumptions, all accounts in turn. */
export function busyHistory(accounts: number, consumptions: number, positionStep = 7n): LedgerHistory {
  const history = new LedgerHistory(positionStep);
  const start = new Date(START);
  for (const model of MODELS) history.model({ model, name: model.toUpperCase(), engine: 'openai' }, start);
  for (const feature of FEATURES) {
    const rate = { feature, name: feature, unit: 'word', tokensPerUnit: amount('2.5'), effectiveFrom: null };
    history.rate(rate, start);
  }
  for (let account = 0; account < accounts; account += 1) endow(history, `acc-${account}`, start);
  for (let index = 0; index < consumptions; index += 1) {
    const model = MODELS[index % MODELS.length] ?? '';
    const feature = FEATURES[index % FEATURES.length] ?? '';
    const quantity = { units: amount(`${(index % 50) + 1}`) };
    const now = new Date(START + (index + 1) * MINUTE_MS);
    history.consume(`acc-${index % accounts}`, { model, feature, quantity }, now);
  }
  return history;
}

function endow(history: LedgerHistory, accountId: string, now: Date): void {
  for (const model of MODELS) {
    history.account(
      accountId,
      {
        type: 'GrantTokens',
        grantId: `${accountId}-${model}`,
        model,
        amount: amount('1000000'),
        source: 'bonus',
        priority: 100,
        expiresAt: null,
        reason: null,
      },
      now,
    );
  }
}
