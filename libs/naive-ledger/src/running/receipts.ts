import type { AccountEvent, Charge, Draw } from '#libs/ledger';
import { READ_MODELS_SCHEMA } from '#libs/read-models';
import type { DataSource } from 'typeorm';
import { total, written } from '../rules/figures.js';
import type { NaiveAccount } from '../rules/naive-account.js';

/** What the usage history says of a charge. */
export interface Receipt extends Charge {
  readonly at: string;
  readonly holdId: string | null;
  readonly held: string;
  readonly returned: readonly Draw[];
  readonly uncollected: string;
  /** By corrections. */
  readonly reversed: string;
}

/** Those of charges that were made, or taken back, by these events; the oldest charge first. */
export function changedReceipts(account: NaiveAccount, events: readonly AccountEvent[]): readonly Receipt[] {
  const changed = new Set(events.flatMap((event) => chargeOf(event) ?? []));
  return changed.size === 0 ? [] : receiptsOf(account, (operationId) => changed.has(operationId));
}

function chargeOf({ type, data }: AccountEvent): string | null {
  if (type === 'TokensConsumed' || type === 'HoldSettled') return data.operationId;
  return type === 'ConsumptionReversed' ? data.reversedOperationId : null;
}

/** The oldest first. */
export function receiptsOf(
  account: NaiveAccount,
  which: (operationId: string) => boolean = () => true,
): readonly Receipt[] {
  return account.events.flatMap((event) => {
    if (event.type !== 'TokensConsumed' && event.type !== 'HoldSettled') return [];
    const { operationId } = event.data;
    if (!which(operationId)) return [];
    const takenBack = account.reversals.filter(({ charge }) => charge.operationId === operationId);
    const reversed = written(total(takenBack.map(({ tokens }) => tokens)));
    return [{ ...(event.type === 'TokensConsumed' ? consumed(event.data) : settled(event.data)), reversed }];
  });
}

type EventData<Type extends AccountEvent['type']> = Extract<AccountEvent, { readonly type: Type }>['data'];
type Unreversed = Omit<Receipt, 'reversed'>;

function consumed({ consumedAt: at, ...charge }: EventData<'TokensConsumed'>): Unreversed {
  return { ...charge, at, holdId: null, held: '0', returned: [], uncollected: '0' };
}

function settled({ settledAt: at, heldFrom: _heldFrom, ...charge }: EventData<'HoldSettled'>): Unreversed {
  return { ...charge, at };
}

/** A charge, by account and operation. */
export type ChargeName = readonly [accountId: string, operationId: string];

/** Of these accounts: all that came into the log after a position, and those charges; the oldest charge first. */
export async function readReceipts(
  database: DataSource,
  accountIds: readonly string[],
  { after, besides }: { readonly after: bigint; readonly besides: readonly ChargeName[] },
): Promise<ReadonlyMap<string, readonly Receipt[]>> {
  const rows: { account_id: string; receipt: Receipt }[] = await database.query(READ, [
    accountIds,
    after.toString(),
    besides.map(([accountId]) => accountId),
    besides.map(([, operationId]) => operationId),
  ]);
  const receipts = new Map<string, Receipt[]>();
  for (const { account_id: accountId, receipt } of rows) {
    receipts.set(accountId, [...(receipts.get(accountId) ?? []), receipt]);
  }
  return receipts;
}

const amount = (column: string) => `trim_scale(${column})::text`;

const READ = `
  SELECT account_id, json_build_object(
      'operationId', operation_id, 'model', model, 'feature', feature, 'units', ${amount('units')}, 'unit', unit,
      'rate', ${amount('rate')}, 'rateRevision', rate_revision, 'multiplier', ${amount('multiplier')},
      'tokens', ${amount('tokens')}, 'drawn', drawn, 'overdrawn', ${amount('overdrawn')},
      'unlimited', unlimited, 'balanceBefore', ${amount('balance_before')},
      'balanceAfter', ${amount('balance_after')},
      'at', to_char(consumed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'holdId', hold_id,
      'held', ${amount('held')}, 'returned', returned, 'uncollected', ${amount('uncollected')},
      'reversed', ${amount('reversed')}) AS receipt
    FROM ${READ_MODELS_SCHEMA}.consumptions
   WHERE account_id = ANY($1) AND position > $2
      OR (account_id, operation_id) IN (SELECT * FROM unnest($3::text[], $4::text[]))
   ORDER BY account_id, position`;
