import {
  initialAccount,
  microTokens,
  type AccountCommand,
  type ChargeFacts,
  type OveragePolicy,
} from '#libs/ledger';
import fc from 'fast-check';
import type { LedgerHistory } from './ledger-history.js';

type Step = (history: LedgerHistory, id: string, now: Date) => void;

const FEATURE = 'ai_bots';
const quantity = fc
  .bigInt({ min: 0n, max: 2_000n })
  .map((tenths) => ({ units: microTokens(tenths * 100_000n) }));
const tokens = fc.bigInt({ min: 1n, max: 500_000_000n }).map(microTokens);
const policy = fc.constantFrom<OveragePolicy>('reject', 'cap', 'overdraft');
const pick = fc.nat(50);

/** Reserving, and closing or extending one of the open holds. */
export function holdStep(accounts: readonly string[], models: readonly string[]): fc.Arbitrary<Step> {
  const act = fc.constantFrom('reserve', 'reserve', 'settle', 'release', 'extend');
  return fc
    .record({
      accountId: fc.constantFrom(...accounts),
      model: fc.constantFrom(...models),
      act,
      quantity,
      overagePolicy: policy,
      ttlSeconds: fc.integer({ min: 1, max: 500_000 }),
      pick,
    })
    .map(({ accountId, model, act, quantity, overagePolicy, ttlSeconds, pick }): Step => {
      const lifetime = { ttlSeconds, ttlSecondsMax: 1_000_000 };
      return (history, id, now) => {
        const open = [...(history.accounts.get(accountId) ?? initialAccount).holds.keys()];
        const holdId = open[pick % open.length] ?? 'no-hold';
        const commands: Record<string, AccountCommand> = {
          reserve: {
            type: 'ReserveTokens',
            operationId: id,
            model,
            feature: FEATURE,
            quantity,
            rates: history.ratesOf(FEATURE),
            overagePolicy,
            ...lifetime,
          },
          settle: { type: 'SettleHold', operationId: id, holdId, quantity },
          release: { type: 'ReleaseHold', holdId },
          extend: { type: 'ExtendHold', holdId, ...lifetime },
        };
        const command = commands[act];
        if (command) history.account(accountId, command, now);
      };
    });
}

/** Reversing one of the charges, adjusting, and revoking one of the grants. */
export function correctionStep(accounts: readonly string[], models: readonly string[]): fc.Arbitrary<Step> {
  return fc
    .record({
      accountId: fc.constantFrom(...accounts),
      model: fc.constantFrom(...models),
      act: fc.constantFrom('reverse', 'reverse', 'up', 'down', 'revoke'),
      amount: fc.option(tokens, { nil: null }),
      lapsed: fc.constantFrom('lapse' as const, 'regrant' as const),
      pick,
    })
    .map(({ accountId, model, act, amount, lapsed, pick }): Step => (history, id, now) => {
      const reason = 'a mistake';
      const charges = chargesOf(history, accountId);
      const original = charges[pick % charges.length];
      const grants = [...(history.accounts.get(accountId) ?? initialAccount).grantIds];
      const grantId = grants[pick % grants.length] ?? 'no-grant';
      if (act === 'revoke') {
        const how = { onlyIfUnspent: pick % 3 === 0, evenIfPaid: pick % 2 === 0 };
        history.account(accountId, { type: 'RevokeGrant', grantId, reason, ...how }, now);
      } else if (act !== 'reverse') {
        const direction = act === 'up' ? 'up' : 'down';
        const adjusted = {
          operationId: id,
          model,
          direction,
          tokens: amount ?? microTokens(1n),
          reason,
        } as const;
        history.account(accountId, { type: 'AdjustBalance', ...adjusted }, now);
      } else if (original) {
        const reversed = { operationId: id, original, amount, reason, lapsed };
        history.account(accountId, { type: 'ReverseCharge', ...reversed }, now);
      }
    });
}

function chargesOf({ events }: LedgerHistory, accountId: string): readonly ChargeFacts[] {
  return events
    .filter((event) => event.streamName === `account-${accountId}`)
    .flatMap(({ type, data }) => {
      if (type !== 'TokensConsumed' && type !== 'HoldSettled') return [];
      const chargedAt = data['consumedAt'] ?? data['settledAt'];
      return [{ ...data, chargedAt } as unknown as ChargeFacts]; // written by the decider as such
    });
}

const cap = fc.option(tokens, { nil: null });

/** Overdraft limits, time zones; caps and freezes, of an account and of a model. */
export function limitStep(accounts: readonly string[], models: readonly string[]): fc.Arbitrary<Step> {
  return fc
    .record({
      accountId: fc.constantFrom(...accounts),
      model: fc.constantFrom(...models),
      limit: tokens,
      caps: fc.record({ day: cap, week: cap, month: cap }),
      capped: fc.option(fc.constantFrom(...models), { nil: null }),
      timeZone: fc.constantFrom('UTC', 'Pacific/Auckland', 'America/New_York', 'Asia/Kathmandu'),
      act: fc.constantFrom(
        'overdraft',
        'overdraft',
        'caps',
        'caps',
        'zone',
        'freeze',
        'unfreeze',
        'unfreeze',
      ),
    })
    .map(({ accountId, model, limit, caps, capped, timeZone, act }): Step => (history, _id, now) => {
      const reason = 'to be safe';
      const commands: Record<string, AccountCommand> = {
        overdraft: { type: 'SetOverdraftLimit', model, limit },
        caps: { type: 'SetSpendingCaps', model: capped, ...caps },
        zone: { type: 'SetTimeZone', timeZone },
        freeze: { type: 'FreezeSpending', model: capped, reason },
        unfreeze: { type: 'UnfreezeSpending', model: capped, reason },
      };
      const command = commands[act];
      if (command) history.account(accountId, command, now);
    });
}
