import type { GrantSource, OveragePolicy, RolloverRule, Draw, TokenAmount } from '#libs/ledger';
import type { DataSource } from 'typeorm';
import type { AllocationRow } from '../balances/allocation.entity.js';
import { balanceOf, type BalanceFigures } from '../balances/balance.js';
import type { GrantRow } from '../balances/grant.entity.js';
import { fromStoredAmount } from '../database/columns.js';
import { READ_MODELS_SCHEMA } from '../database/read-models-database.js';
import type { HoldRow } from '../holds/hold.entity.js';

/** What `BalanceQuery` reads for one account, in one statement for many; the figures are made as it makes them. */
export async function balanceRowsOfAll(
  database: DataSource,
  accountIds: readonly string[],
  month: { readonly start: Date; readonly end: Date },
): Promise<ReadonlyMap<string, string>> {
  const rows: { account_id: string; content: string }[] = await database.query(ROWS_OF_ALL, [
    accountIds,
    month.start.toISOString(),
    month.end.toISOString(),
  ]);
  return new Map(rows.map(({ account_id: accountId, content }) => [accountId, content]));
}

const ROWS_OF_ALL = rowsOfAll(READ_MODELS_SCHEMA);

function rowsOfAll(schema: string): string {
  return `
    SELECT asked.account_id, json_build_array(
      (SELECT json_agg(json_build_array(model, granted::text, spent::text, expired::text, revoked::text,
          held::text, unlimited, unlimited_spent::text, overdrawn::text, overdraft_limit::text, alert_level,
          alert_basis::text) ORDER BY model)
        FROM ${schema}.allocations WHERE account_id = asked.account_id),
      (SELECT json_agg(json_build_array(grant_id, model, source, label, amount::text, remaining::text, priority,
          revision::text, item, granted_at, effective_from, expires_at, rollover, rolled_over::text,
          revoked_for, scheduled) ORDER BY revision, item)
        FROM ${schema}.grants WHERE account_id = asked.account_id AND (NOT used_up OR grant_id IN (
          SELECT draw ->> 'grantId' || suffix FROM ${schema}.holds, jsonb_array_elements(drawn) AS draw,
              unnest(ARRAY['', '~rollover']) AS suffix
            WHERE account_id = asked.account_id AND status = 'open'))),
      (SELECT json_agg(json_build_array(hold_id, model, feature, units::text, unit, rate::text,
          multiplier::text, rate_revision, tokens::text, drawn, unlimited, overage_policy, reserved_at,
          expires_at) ORDER BY hold_id)
        FROM ${schema}.holds WHERE account_id = asked.account_id AND status = 'open'),
      (SELECT json_agg(json_build_array(model, tokens::text)) FROM (
        SELECT model, sum(tokens) AS tokens FROM ${schema}.usage_buckets
          WHERE account_id = asked.account_id AND starts_at >= $2 AND starts_at < $3 GROUP BY model) AS used)
    )::text AS content
    FROM unnest($1::text[]) AS asked (account_id)`;
}

type Content = readonly [
  readonly AllocationCells[] | null,
  readonly GrantCells[] | null,
  readonly HoldCells[] | null,
  readonly (readonly [string, string])[] | null,
];
type AllocationCells = readonly [
  model: string,
  granted: string,
  spent: string,
  expired: string,
  revoked: string,
  held: string,
  unlimited: boolean,
  unlimitedSpent: string,
  overdrawn: string,
  overdraftLimit: string,
  alertLevel: number,
  alertBasis: string | null,
];
type GrantCells = readonly [
  grantId: string,
  model: string,
  source: GrantSource,
  label: string | null,
  amount: string,
  remaining: string,
  priority: number,
  revision: string,
  item: number,
  grantedAt: string,
  effectiveFrom: string,
  expiresAt: string | null,
  rollover: RolloverRule,
  rolledOver: string,
  revokedFor: string | null,
  scheduled: boolean,
];
type HoldCells = readonly [
  holdId: string,
  model: string,
  feature: string,
  units: string,
  unit: string,
  rate: string,
  multiplier: string,
  rateRevision: number,
  tokens: string,
  drawn: readonly Draw[],
  unlimited: boolean,
  overagePolicy: OveragePolicy,
  reservedAt: string,
  expiresAt: string,
];

export function balanceOfContent(accountId: string, content: string, now: Date): BalanceFigures {
  const [allocations, grants, holds, used] = JSON.parse(content) as Content; // the statement above wrote it
  return balanceOf(
    {
      allocations: (allocations ?? []).map((cells) => allocationRow(accountId, cells)),
      grants: (grants ?? []).map((cells) => grantRow(accountId, cells)),
      holds: (holds ?? []).map((cells) => holdRow(accountId, cells)),
      usedThisMonth: new Map((used ?? []).map(([model, tokens]) => [model, stored(tokens)])),
      models: [],
    },
    now,
  );
}

function stored(text: string): TokenAmount {
  return fromStoredAmount(text);
}

function allocationRow(accountId: string, cells: AllocationCells): AllocationRow {
  const [
    model,
    granted,
    spent,
    expired,
    revoked,
    held,
    unlimited,
    unlimitedSpent,
    overdrawn,
    overdraftLimit,
    alertLevel,
    alertBasis,
  ] = cells;
  return {
    accountId,
    model,
    granted: stored(granted),
    spent: stored(spent),
    expired: stored(expired),
    revoked: stored(revoked),
    held: stored(held),
    unlimited,
    unlimitedSpent: stored(unlimitedSpent),
    overdrawn: stored(overdrawn),
    overdraftLimit: stored(overdraftLimit),
    alertLevel,
    alertBasis: alertBasis === null ? null : stored(alertBasis),
  };
}

function grantRow(accountId: string, cells: GrantCells): GrantRow {
  const [grantId, model, source, label, amount, remaining, priority, revision, item, ...rest] = cells;
  const [grantedAt, effectiveFrom, expiresAt, rollover, rolledOver, revokedFor, scheduled] = rest;
  return {
    accountId,
    grantId,
    model,
    source,
    label,
    amount: stored(amount),
    remaining: stored(remaining),
    priority,
    revision: BigInt(revision),
    item,
    grantedAt: new Date(grantedAt),
    effectiveFrom: new Date(effectiveFrom),
    expiresAt: expiresAt === null ? null : new Date(expiresAt),
    rollover,
    rolledOver: stored(rolledOver),
    revokedFor,
    scheduled,
    usedUp: stored(remaining) === 0n,
  };
}

function holdRow(accountId: string, cells: HoldCells): HoldRow {
  const [holdId, model, feature, units, unit, rate, multiplier, rateRevision, tokens, ...rest] = cells;
  const [drawn, unlimited, overagePolicy, reservedAt, expiresAt] = rest;
  return {
    accountId,
    holdId,
    model,
    feature,
    units: stored(units),
    unit,
    rate: stored(rate),
    multiplier: stored(multiplier),
    rateRevision,
    tokens: stored(tokens),
    drawn,
    unlimited,
    overagePolicy,
    reservedAt: new Date(reservedAt),
    expiresAt: new Date(expiresAt),
    status: 'open',
    closedAt: null,
  };
}
