/**
 * Many histories side by side, each of an account of its own, all by one clock. After every step the answers,
 * the log, what the ledger has in memory, the read models and the naive ledger say the same of every account.
 */
import type { RecordedEvent } from '#libs/event-store';
import type { ChangeRate } from '#libs/ledger';
import { anyRate, firstRates } from '../histories/any-catalog.js';
import { History } from '../histories/any-deed.js';
import { anyPause } from '../histories/any-pause.js';
import { Dice } from '../histories/dice.js';
import { NaiveService } from '../rules/once.js';
import { PriceList } from '../rules/price-list.js';
import { carryOut, type Answered } from './answers.js';
import { compareBalanceQuery, compareUsageQueries } from './compare-with-queries.js';
import { ComparedAccount } from './compared-account.js';
import { Disagreement, type Difference } from './disagreement.js';
import { readBalances } from './read-balances.js';
import { readReceipts, type ChargeName } from './receipts.js';
import type { RunningLedger } from './running-ledger.js';
import type { Seen } from './seen.js';

const START = Date.parse('2026-02-20T00:00:00Z');
const DAY_MS = 86_400_000;

export interface Extent {
  readonly histories: number;
  /** Of each. */
  readonly commands: number;
}

export class SideBySide {
  private readonly dice: Dice;
  private readonly prices = new PriceList();
  private readonly accounts: readonly ComparedAccount[];
  private step = 0;
  private rateChanges = 0;

  constructor(
    private readonly seed: number,
    private readonly extent: Extent,
    private readonly ledger: RunningLedger,
    private readonly seen: Seen,
  ) {
    this.dice = new Dice(seed);
    this.ledger.now = START + this.dice.whole(0, 250) * DAY_MS;
    this.accounts = Array.from({ length: extent.histories }, (_, index) => {
      const history = new History(`acc-${index}`, this.dice.for(index), new NaiveService(this.prices));
      return new ComparedAccount(history);
    });
  }

  /** @throws {Disagreement} */
  async run(): Promise<void> {
    for (const rate of firstRates(this.ledger.now)) await this.changeRate(rate);
    for (this.step = 0; this.goesOn(); this.step += 1) await this.next();
    for (const account of this.accounts) await this.compareAtTheEnd(account);
  }

  private goesOn(): boolean {
    return this.accounts.some(({ history }) => history.sent.length < this.extent.commands);
  }

  private async next(): Promise<void> {
    const { ledger, dice, accounts } = this;
    const naive = accounts.map(({ history }) => history.account);
    ledger.now += anyPause(dice, naive, ledger.now);
    if (dice.chance(0.04)) await this.changeRate(anyRate(dice, ledger.now));
    if (dice.chance(0.04)) ledger.restart(dice.oneOf([0, 1]));
    for (const account of accounts) this.plan(account);
    const after = ledger.position;
    const answered = await Promise.all(accounts.map((account) => this.carryOut(account)));
    const events = await this.takeEvents();
    for (const [index, account] of accounts.entries()) {
      this.follow(account, answered[index] ?? [], events.get(account.stream) ?? []);
    }
    await this.compareReadModels(after);
  }

  private plan(account: ComparedAccount): void {
    const { history } = account;
    account.deed = history.sent.length < this.extent.commands ? history.next(this.ledger.now) : null;
  }

  private async carryOut({ accountId, stream, deed }: ComparedAccount): Promise<readonly Answered[]> {
    if (!deed) return [];
    const { stores } = this.ledger;
    const [first] = deed.sendings;
    if (first && deed.kind === 'answer lost') stores[first.process].lose(stream, this.dice.whole(1, 4));
    const answered = await carryOut(this.ledger, accountId, deed);
    for (const store of stores) store.mend(stream);
    return answered;
  }

  private async takeEvents(): Promise<ReadonlyMap<string, readonly RecordedEvent[]>> {
    const events = await this.ledger.take((count) => (this.dice.chance(0.2) ? this.dice.whole(0, count) : 0));
    const byStream = new Map<string, RecordedEvent[]>();
    for (const event of events) {
      const known = byStream.get(event.streamName);
      if (known) known.push(event);
      else byStream.set(event.streamName, [event]);
    }
    return byStream;
  }

  private follow(
    account: ComparedAccount,
    answered: readonly Answered[],
    recorded: readonly RecordedEvent[],
  ): void {
    this.seen.countDeed(account.deed, answered, recorded);
    this.refuse(account, account.follow(answered, recorded, this.ledger.now));
  }

  private async compareReadModels(after: bigint): Promise<void> {
    const { now, database } = this.ledger;
    const accountIds = this.accounts.map(({ accountId }) => accountId);
    const takenBack = this.accounts.flatMap(({ accountId, receipts }) =>
      receipts.map(({ operationId }): ChargeName => [accountId, operationId]),
    );
    const [balances, receipts] = await Promise.all([
      readBalances(database, accountIds, now),
      readReceipts(database, accountIds, { after, besides: takenBack }),
    ]);
    for (const account of this.accounts) {
      const balance = balances.get(account.accountId);
      const found = { balance, receipts: receipts.get(account.accountId) ?? [] };
      this.refuse(account, account.compare(found, now));
    }
    const one = this.accounts[this.step % this.accounts.length];
    if (one) this.refuse(one, await compareBalanceQuery(database, one, now));
  }

  /** The queries of the product take too long to be asked of every account after every step. */
  private async compareAtTheEnd(account: ComparedAccount): Promise<void> {
    const { database, now } = this.ledger;
    this.refuse(account, await compareBalanceQuery(database, account, now));
    this.refuse(account, await compareUsageQueries(database, account));
  }

  private refuse({ accountId, deed }: ComparedAccount, difference: Difference | null): void {
    if (!difference) return;
    const { seed, step } = this;
    throw new Disagreement({ seed, accountId, step, now: this.ledger.now, deed }, difference);
  }

  private async changeRate(command: ChangeRate): Promise<void> {
    this.rateChanges += 1;
    await this.ledger.changeRate(`rate-change-${this.rateChanges}`, command);
    this.prices.decide(command, this.ledger.now);
    await this.takeEvents();
  }
}
