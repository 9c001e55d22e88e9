import { EntitySchema } from 'typeorm';
import { bigintColumn } from './columns.js';

/** How far a group of read models has come. */
export interface CheckpointRow {
  readonly name: string;
  /** Of the last event taken in; null before the first. */
  readonly position: bigint | null;
  readonly updatedAt: Date;
}

/** All read models move together, in one transaction: they always agree with one another. */
export const CHECKPOINT_NAME = 'ledger';

export const checkpointEntity = new EntitySchema<CheckpointRow>({
  name: 'Checkpoint',
  tableName: 'checkpoints',
  columns: {
    name: { type: 'text', primary: true },
    position: { ...bigintColumn, nullable: true },
    updatedAt: { type: 'timestamptz', name: 'updated_at' },
  },
});
