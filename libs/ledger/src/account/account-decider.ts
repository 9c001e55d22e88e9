import { isRefusal, type Decider, type Decision } from '../decider/decider.js';
import { initialAccount, type Account } from './account.js';
import type { AccountEvent } from './account.events.js';
import { adjustBalance, type AdjustBalance } from './adjust-balance.js';
import { consumeTokens, type ConsumeTokens } from './consume-tokens.js';
import { creditPurchase, type CreditPurchase } from './credit-purchase.js';
import { evolveAccount } from './evolve-account.js';
import { extendHold, type ExtendHold } from './extend-hold.js';
import { grantTokens, type GrantTokens } from './grant-tokens.js';
import { recordDue, type RecordDue } from './record-due.js';
import { Recording } from './recording.js';
import { releaseHold, type ReleaseHold } from './release-hold.js';
import { reserveTokens, type ReserveTokens } from './reserve-tokens.js';
import { reverseCharge, type ReverseCharge } from './reverse-charge.js';
import { revokeGrant, type RevokeGrant } from './revoke-grant.js';
import {
  freezeSpending,
  setOverdraftLimit,
  setSpendingCaps,
  setTimeZone,
  unfreezeSpending,
  type FreezeSpending,
  type SetOverdraftLimit,
  type SetSpendingCaps,
  type SetTimeZone,
  type UnfreezeSpending,
} from './set-limits.js';
import { settleHold, type SettleHold } from './settle-hold.js';
import { setUnlimited, type SetUnlimited } from './set-unlimited.js';

export type AccountCommand =
  | ConsumeTokens
  | ReserveTokens
  | SettleHold
  | ReleaseHold
  | ExtendHold
  | GrantTokens
  | CreditPurchase
  | ReverseCharge
  | AdjustBalance
  | RevokeGrant
  | SetOverdraftLimit
  | SetSpendingCaps
  | SetTimeZone
  | FreezeSpending
  | UnfreezeSpending
  | SetUnlimited
  | RecordDue;

type Decide = {
  readonly [Type in AccountCommand['type']]: (
    command: Extract<AccountCommand, { readonly type: Type }>,
    account: Account,
    now: Date,
  ) => Decision<AccountEvent>;
};

const decide: Decide = {
  ConsumeTokens: consumeTokens,
  ReserveTokens: reserveTokens,
  SettleHold: settleHold,
  ReleaseHold: releaseHold,
  ExtendHold: extendHold,
  GrantTokens: grantTokens,
  CreditPurchase: creditPurchase,
  ReverseCharge: reverseCharge,
  AdjustBalance: adjustBalance,
  RevokeGrant: revokeGrant,
  SetOverdraftLimit: setOverdraftLimit,
  SetSpendingCaps: setSpendingCaps,
  SetTimeZone: setTimeZone,
  FreezeSpending: freezeSpending,
  UnfreezeSpending: unfreezeSpending,
  SetUnlimited: setUnlimited,
  RecordDue: () => [],
};

export const accountDecider: Decider<Account, AccountCommand, AccountEvent> = {
  initialState: initialAccount,
  decide: decideAccount,
  evolve: evolveAccount,
};

/**
 * First what is due, then what the command does, then what becomes due by that, each with the thresholds
 * that it passed: one append. A refused command writes nothing, not even what was due.
 */
function decideAccount(command: AccountCommand, account: Account, now: Date): Decision<AccountEvent> {
  const recording = new Recording(account);
  recordDue(recording, now);
  // The entry of a command's type takes that command: `Decide` says so, for every type.
  const decideThis = decide[command.type] as (
    command: AccountCommand,
    account: Account,
    now: Date,
  ) => Decision<AccountEvent>;
  const decision = decideThis(command, recording.account, now);
  if (isRefusal(decision)) return decision;
  recording.record(...decision);
  recordDue(recording, now, now);
  return recording.events;
}
