import type { CorrectionKind } from '#libs/contract';
import type { Draw, TokenAmount } from '#libs/ledger';
import { EntitySchema } from 'typeorm';
import { amountColumn, bigintColumn } from '../database/columns.js';

/** Something that was put right by a command: what, how, why and by whom. */
export interface CorrectionRow {
  readonly accountId: string;
  readonly position: bigint;
  readonly kind: CorrectionKind;
  /** Null: the event does not say. So is the actor. */
  readonly operationId: string | null;
  readonly model: string;
  readonly direction: 'up' | 'down';
  readonly tokens: TokenAmount;
  /** What each grant gave, or got. */
  readonly grants: readonly Draw[];
  /** Of a revocation. */
  readonly revokedGrantId: string | null;
  /** Of a reversal; so is the feature. */
  readonly reversedOperationId: string | null;
  readonly feature: string | null;
  readonly overdraftReduced: TokenAmount;
  readonly unlimited: boolean;
  readonly balanceAfter: TokenAmount;
  readonly reason: string;
  readonly actor: string | null;
  readonly correctedAt: Date;
}

const optionalText = { type: 'text', nullable: true } as const;

export const correctionEntity = new EntitySchema<CorrectionRow>({
  name: 'Correction',
  tableName: 'corrections',
  columns: {
    accountId: { type: 'text', name: 'account_id', primary: true },
    position: { ...bigintColumn, primary: true },
    kind: { type: 'text' },
    operationId: { ...optionalText, name: 'operation_id' },
    model: { type: 'text' },
    direction: { type: 'text' },
    tokens: amountColumn,
    grants: { type: 'jsonb' },
    revokedGrantId: { ...optionalText, name: 'revoked_grant_id' },
    reversedOperationId: { ...optionalText, name: 'reversed_operation_id' },
    feature: optionalText,
    overdraftReduced: { ...amountColumn, name: 'overdraft_reduced' },
    unlimited: { type: 'boolean' },
    balanceAfter: { ...amountColumn, name: 'balance_after' },
    reason: { type: 'text' },
    actor: optionalText,
    correctedAt: { type: 'timestamptz', name: 'corrected_at' },
  },
});
