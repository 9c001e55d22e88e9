import { add, amount, ZERO, type AccountEvent, type GrantSource, type TokenAmount } from '#libs/ledger';
import type { AccountFact } from '../events/fact.js';

/** What a batch of events adds to the balances. Changes of one row are added up, so it is written once. */
export interface BalanceChange {
  readonly allocations: ReadonlyMap<string, AllocationChange>;
  readonly entered: ReadonlyMap<string, EnteredGrant>;
  /** From grants that were there before the batch. */
  readonly drawn: ReadonlyMap<string, DrawnGrant>;
}

export interface AllocationChange {
  readonly accountId: string;
  readonly model: string;
  readonly granted: TokenAmount;
  readonly spent: TokenAmount;
  readonly expired: TokenAmount;
  readonly unlimitedSpent: TokenAmount;
  /** Null: as it was. */
  readonly unlimited: boolean | null;
}

export interface EnteredGrant {
  readonly accountId: string;
  readonly grantId: string;
  readonly model: string;
  readonly source: GrantSource;
  readonly label: string | null;
  readonly amount: TokenAmount;
  readonly drawn: TokenAmount;
  readonly priority: number;
  readonly revision: bigint;
  readonly item: number;
  readonly grantedAt: string;
  readonly expiresAt: string | null;
}

export interface DrawnGrant {
  readonly accountId: string;
  readonly grantId: string;
  readonly tokens: TokenAmount;
}

export function foldBalances(facts: readonly AccountFact[]): BalanceChange {
  const fold = new BalanceFold();
  for (const fact of facts) fold.take(fact);
  return fold;
}

class BalanceFold implements BalanceChange {
  readonly allocations = new Map<string, AllocationChange>();
  readonly entered = new Map<string, EnteredGrant>();
  readonly drawn = new Map<string, DrawnGrant>();

  take(fact: AccountFact): void {
    const { accountId, event } = fact;
    switch (event.type) {
      case 'TokensGranted':
        return this.enter(fact, { ...event.data, label: event.data.reason, item: 0 });
      case 'TokensPurchased':
        return this.purchase(fact, event.data);
      case 'TokensConsumed':
        return this.consume(accountId, event.data);
      case 'TokensExpired':
        this.draw(accountId, event.data.grantId, amount(event.data.amount));
        return this.change(accountId, event.data.model, { expired: amount(event.data.amount) });
      case 'AllocationMadeUnlimited':
        return this.change(accountId, event.data.model, { unlimited: true });
      case 'AllocationMadeLimited':
        return this.change(accountId, event.data.model, { unlimited: false });
      default:
        return unreachable(event);
    }
  }

  private purchase(fact: AccountFact, data: DataOf<'TokensPurchased'>): void {
    for (const [item, bought] of data.items.entries()) {
      const { packageName: label, purchasedAt: grantedAt } = data;
      this.enter(fact, { ...bought, source: 'purchase', label, grantedAt, item });
    }
  }

  private consume(accountId: string, receipt: DataOf<'TokensConsumed'>): void {
    const tokens = amount(receipt.tokens);
    if (receipt.unlimited) return this.change(accountId, receipt.model, { unlimitedSpent: tokens });
    for (const draw of receipt.drawn) this.draw(accountId, draw.grantId, amount(draw.tokens));
    this.change(accountId, receipt.model, { spent: tokens });
  }

  private enter({ accountId, revision }: AccountFact, grant: EnteringGrant): void {
    const tokens = amount(grant.amount);
    const row = { ...grant, accountId, revision, amount: tokens, drawn: ZERO };
    this.entered.set(keyOf(accountId, grant.grantId), row);
    this.change(accountId, grant.model, { granted: tokens });
  }

  private draw(accountId: string, grantId: string, tokens: TokenAmount): void {
    const key = keyOf(accountId, grantId);
    const entered = this.entered.get(key);
    if (entered) {
      this.entered.set(key, { ...entered, drawn: add(entered.drawn, tokens) });
    } else {
      const before = this.drawn.get(key)?.tokens ?? ZERO;
      this.drawn.set(key, { accountId, grantId, tokens: add(before, tokens) });
    }
  }

  private change(accountId: string, model: string, change: Partial<AllocationChange>): void {
    const key = keyOf(accountId, model);
    const before = this.allocations.get(key) ?? { ...UNCHANGED, accountId, model };
    this.allocations.set(key, {
      accountId,
      model,
      granted: add(before.granted, change.granted ?? ZERO),
      spent: add(before.spent, change.spent ?? ZERO),
      expired: add(before.expired, change.expired ?? ZERO),
      unlimitedSpent: add(before.unlimitedSpent, change.unlimitedSpent ?? ZERO),
      unlimited: change.unlimited ?? before.unlimited,
    });
  }
}

type DataOf<Type extends AccountEvent['type']> = Extract<AccountEvent, { type: Type }>['data'];

type EnteringGrant = Pick<
  EnteredGrant,
  'grantId' | 'model' | 'source' | 'label' | 'priority' | 'grantedAt' | 'expiresAt' | 'item'
> & { readonly amount: string };

const UNCHANGED = { granted: ZERO, spent: ZERO, expired: ZERO, unlimitedSpent: ZERO, unlimited: null };

/** Neither part contains a NUL, so no two pairs have the same key. */
function keyOf(accountId: string, part: string): string {
  return `${accountId}\0${part}`;
}

function unreachable(event: never): never {
  throw new TypeError(`Not an account event: ${JSON.stringify(event)}`);
}
