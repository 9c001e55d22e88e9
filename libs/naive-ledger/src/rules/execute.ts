import type { AccountCommand, AccountEvent, Refusal } from '#libs/ledger';
import { consume } from './charging.js';
import { adjust, revokeGrant } from './correcting.js';
import { grant, purchase } from './granting.js';
import { extend, release, reserve } from './holding.js';
import {
  freeze,
  setOverdraftLimit,
  setSpendingCaps,
  setTimeZone,
  setUnlimited,
  unfreeze,
} from './limiting.js';
import type { NaiveAccount } from './naive-account.js';
import { letTimePass } from './passing-time.js';
import { Refused } from './refused.js';
import { reverse } from './reversing.js';
import { settle } from './settling.js';

/** What must come of a command: events, or a refusal that changes nothing. */
export type NaiveOutcome =
  { readonly refusal: Refusal } | { readonly refusal: null; readonly events: readonly AccountEvent[] };

type Rules = {
  readonly [Type in AccountCommand['type']]: (
    account: NaiveAccount,
    command: Extract<AccountCommand, { readonly type: Type }>,
    now: number,
  ) => void;
};

const rules: Rules = {
  ConsumeTokens: consume,
  ReserveTokens: reserve,
  SettleHold: settle,
  ReleaseHold: release,
  ExtendHold: extend,
  GrantTokens: grant,
  CreditPurchase: purchase,
  ReverseCharge: reverse,
  AdjustBalance: adjust,
  RevokeGrant: revokeGrant,
  SetOverdraftLimit: setOverdraftLimit,
  SetSpendingCaps: setSpendingCaps,
  SetTimeZone: setTimeZone,
  FreezeSpending: freeze,
  UnfreezeSpending: unfreeze,
  SetUnlimited: setUnlimited,
  RecordDue: () => undefined,
};

/** First what time has done, then the command, then what follows from it. */
export function execute(account: NaiveAccount, command: AccountCommand, now: number): NaiveOutcome {
  const facts = account.facts;
  const events = account.events.length;
  // The rule of a command's type takes that command: `Rules` says so, for every type.
  const rule = rules[command.type] as (account: NaiveAccount, command: AccountCommand, now: number) => void;
  try {
    letTimePass(account, -Infinity, now);
    rule(account, command, now);
    letTimePass(account, now, now);
    return { refusal: null, events: account.events.slice(events) };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    account.undoTo(facts);
    return { refusal: error.refusal };
  }
}

/** What an account looks like at a moment, whether or not anything was recorded by then. */
export function lookAt<View>(
  account: NaiveAccount,
  now: number,
  look: (account: NaiveAccount) => View,
): View {
  const facts = account.facts;
  letTimePass(account, -Infinity, now);
  const view = look(account);
  account.undoTo(facts);
  return view;
}
