import type { Decider, Decision } from '../decider/decider.js';
import { evolveAccount, initialAccount, type Account } from './account.js';
import type { AccountEvent } from './account.events.js';
import { consumeTokens, type ConsumeTokens } from './consume-tokens.js';
import { creditPurchase, type CreditPurchase } from './credit-purchase.js';
import { expireGrants, type ExpireGrants } from './expire-grants.js';
import { grantTokens, type GrantTokens } from './grant-tokens.js';
import { setUnlimited, type SetUnlimited } from './set-unlimited.js';

export type AccountCommand = ConsumeTokens | GrantTokens | CreditPurchase | ExpireGrants | SetUnlimited;

export const accountDecider: Decider<Account, AccountCommand, AccountEvent> = {
  initialState: initialAccount,
  decide: decideAccount,
  evolve: evolveAccount,
};

function decideAccount(command: AccountCommand, account: Account, now: Date): Decision<AccountEvent> {
  switch (command.type) {
    case 'ConsumeTokens':
      return consumeTokens(command, account, now);
    case 'GrantTokens':
      return grantTokens(command, account, now);
    case 'CreditPurchase':
      return creditPurchase(command, account, now);
    case 'ExpireGrants':
      return expireGrants(command, account, now);
    case 'SetUnlimited':
      return setUnlimited(command, now);
  }
}
