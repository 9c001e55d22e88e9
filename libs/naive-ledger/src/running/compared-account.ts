import { domainEvent } from '#libs/aggregates';
import type { RecordedEvent } from '#libs/event-store';
import { accountDecider, asOf, type Account, type AccountEvent } from '#libs/ledger';
import type { Deed, History } from '../histories/any-deed.js';
import { letTimePass } from '../rules/passing-time.js';
import { stateOf } from '../rules/state.js';
import { shownBalance } from '../rules/views.js';
import type { Answered } from './answers.js';
import type { Difference } from './disagreement.js';
import { explain } from './explanation.js';
import { ledgerState } from './ledger-state.js';
import { ZONE, type ReadBalance } from './read-balances.js';
import { changedReceipts, type Receipt } from './receipts.js';
import { isSame } from './same.js';

interface ReadAccount {
  readonly balance: ReadBalance | undefined;
  readonly receipts: readonly Receipt[];
}

/** One account as everybody has it: the log, the ledger's memory of it, the read models, and the naive ledger. */
export class ComparedAccount {
  deed: Deed | null = null;
  private state: Account = accountDecider.initialState;
  /** By what it was compared last. */
  private compared = '';
  /** Of charges that were made or taken back in this step. */
  receipts: readonly Receipt[] = [];

  constructor(readonly history: History) {}

  get accountId(): string {
    return this.history.accountId;
  }

  get stream(): string {
    return `account-${this.accountId}`;
  }

  /** Has the naive ledger do what was asked. @returns where the answers or the log say something else. */
  follow(answered: readonly Answered[], recorded: readonly RecordedEvent[], now: number): Difference | null {
    const { account } = this.history;
    const logged = recorded.map((event) => domainEvent<AccountEvent>(event));
    const { agrees, expected, events } = explain(account, answered, { logged, now });
    this.state = logged.reduce(accountDecider.evolve, this.state);
    this.receipts = changedReceipts(account, events);
    if (agrees) return null;
    const answers = answered.map(({ answer }) => answer);
    return {
      between: 'the answers, and the log',
      expected: { answers: expected, events },
      found: { answers, events: logged },
    };
  }

  /**
   * While neither the account nor its rows have changed and nothing has become due, all is as it was found to be.
   * @returns where the ledger's memory or the read models say something else.
   */
  compare({ balance, receipts }: ReadAccount, now: number): Difference | null {
    if (!balance) throw new RangeError(`Nothing was read of ${this.accountId}.`);
    if (!isSame(this.receipts, receipts)) {
      return { between: 'the receipts', expected: this.receipts, found: receipts };
    }
    const { account } = this.history;
    const facts = account.facts;
    letTimePass(account, -Infinity, now);
    const compared = `${facts} ${account.facts} ${balance.content}`;
    const difference = compared === this.compared ? null : this.balancesDiffer(balance, now);
    this.compared = compared;
    account.undoTo(facts);
    return difference;
  }

  private balancesDiffer(read: ReadBalance, now: number): Difference | null {
    const { account } = this.history;
    const state = { expected: stateOf(account), found: ledgerState(asOf(this.state, new Date(now))) };
    if (!isSame(state.expected, state.found)) return { between: "the ledger's memory", ...state };
    const balance = { expected: shownBalance(account, ZONE, now), found: read.shown() };
    return isSame(balance.expected, balance.found) ? null : { between: 'the balances', ...balance };
  }
}
