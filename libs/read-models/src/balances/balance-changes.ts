import { microTokens, type GrantSource, type TokenAmount } from '#libs/ledger';
import type { AccountFact } from '../events/fact.js';

/** What a batch of events adds to the balances. Changes of one row are added up, so it is written once. */
export interface BalanceChange {
  readonly allocations: ReadonlyMap<string, AllocationChange>;
  readonly entered: ReadonlyMap<string, EnteredGrant>;
  readonly grants: ReadonlyMap<string, GrantChange>;
}

/** Amounts that a batch adds to; negative where it takes away. */
export const ALLOCATION_TERMS = [
  'granted',
  'held',
  'spent',
  'expired',
  'revoked',
  'unlimitedSpent',
  'overdrawn',
] as const;
export type AllocationTerm = (typeof ALLOCATION_TERMS)[number];

export interface AllocationChange {
  readonly accountId: string;
  readonly model: string;
  readonly terms: Readonly<Record<AllocationTerm, TokenAmount>>;
  /** Null: as it was. */
  readonly unlimited: boolean | null;
  /** Null: as it was. */
  readonly overdraftLimit: TokenAmount | null;
  /** Null: as it was. */
  readonly alertLevel: number | null;
  /** What the batch had added when its latest credit came; null: none came. */
  readonly credited: Credited | null;
}

/** What decides how much a credit left to spend. */
export interface Credited {
  readonly remaining: TokenAmount;
  readonly held: TokenAmount;
  readonly overdrawn: TokenAmount;
}

export interface EnteredGrant {
  readonly accountId: string;
  readonly grantId: string;
  readonly model: string;
  readonly source: GrantSource;
  readonly label: string | null;
  readonly amount: TokenAmount;
  readonly priority: number;
  readonly revision: bigint;
  readonly position: bigint;
  readonly item: number;
  readonly grantedAt: string;
  readonly effectiveFrom: string;
  readonly expiresAt: string | null;
  /** JSON. */
  readonly rollover: string;
  readonly scheduled: boolean;
}

export interface GrantChange {
  readonly accountId: string;
  readonly grantId: string;
  readonly remaining: TokenAmount;
  readonly rolledOver: TokenAmount;
  readonly tookEffect: boolean;
  readonly revokedFor: string | null;
}

/** Collects the changes of a batch. */
export class BalanceFold implements BalanceChange {
  readonly allocations = new Map<string, AllocationChange>();
  readonly entered = new Map<string, EnteredGrant>();
  readonly grants = new Map<string, GrantChange>();
}

type TermChanges = Partial<Record<AllocationTerm, bigint>>;
type SwitchChanges = Partial<Pick<AllocationChange, 'unlimited' | 'overdraftLimit' | 'alertLevel'>>;

/** The changes of a batch, as one event of it adds to them. */
export class BatchOf {
  constructor(
    private readonly fold: BalanceFold,
    private readonly fact: AccountFact,
  ) {}

  allocation(model: string, terms: TermChanges, switches: SwitchChanges = {}): void {
    this.set(this.changed(model, terms, switches));
  }

  /** Tokens that can be spent from now on. */
  credit(model: string, tokens: bigint): void {
    const change = this.changed(model, { granted: tokens });
    const { granted, spent, expired, revoked, held, overdrawn } = change.terms;
    const remaining = microTokens(granted - spent - expired - revoked);
    this.set({ ...change, credited: { remaining, held, overdrawn } });
  }

  /** A grant that gets more enters again: its amount grows. */
  enter(grant: Omit<EnteredGrant, 'accountId' | 'revision' | 'position'>): void {
    const { accountId, revision, position } = this.fact;
    const key = keyOf(accountId, grant.grantId);
    const before = this.fold.entered.get(key);
    const row = before
      ? { ...before, amount: microTokens(before.amount + grant.amount) }
      : { ...grant, accountId, revision, position };
    this.fold.entered.set(key, row);
  }

  grant(grantId: string, change: Partial<Omit<GrantChange, 'accountId' | 'grantId'>>): void {
    const { accountId } = this.fact;
    const key = keyOf(accountId, grantId);
    const before = this.fold.grants.get(key) ?? UNCHANGED_GRANT;
    this.fold.grants.set(key, {
      accountId,
      grantId,
      remaining: microTokens(before.remaining + (change.remaining ?? 0n)),
      rolledOver: microTokens(before.rolledOver + (change.rolledOver ?? 0n)),
      tookEffect: before.tookEffect || (change.tookEffect ?? false),
      revokedFor: change.revokedFor ?? before.revokedFor,
    });
  }

  private changed(model: string, terms: TermChanges, switches: SwitchChanges = {}): AllocationChange {
    const { accountId } = this.fact;
    const before = this.fold.allocations.get(keyOf(accountId, model)) ?? UNCHANGED_ALLOCATION;
    const sums = ALLOCATION_TERMS.map((term) => [
      term,
      microTokens(before.terms[term] + (terms[term] ?? 0n)),
    ]);
    return {
      accountId,
      model,
      terms: Object.fromEntries(sums) as AllocationChange['terms'], // one entry for every term
      unlimited: switches.unlimited ?? before.unlimited,
      overdraftLimit: switches.overdraftLimit ?? before.overdraftLimit,
      alertLevel: switches.alertLevel ?? before.alertLevel,
      credited: before.credited,
    };
  }

  private set(change: AllocationChange): void {
    this.fold.allocations.set(keyOf(change.accountId, change.model), change);
  }
}

const ZERO = microTokens(0n);

const UNCHANGED_ALLOCATION = {
  terms: {
    granted: ZERO,
    held: ZERO,
    spent: ZERO,
    expired: ZERO,
    revoked: ZERO,
    unlimitedSpent: ZERO,
    overdrawn: ZERO,
  },
  unlimited: null,
  overdraftLimit: null,
  alertLevel: null,
  credited: null,
};

const UNCHANGED_GRANT = { remaining: ZERO, rolledOver: ZERO, tookEffect: false, revokedFor: null };

/** Neither part contains a NUL, so no two pairs have the same key. */
function keyOf(accountId: string, part: string): string {
  return `${accountId}\0${part}`;
}
