import { EntitySchema } from 'typeorm';
import { bigintColumn } from '../database/columns.js';

/** A command that was carried out: under which key, with which body, and as which events of the stream. */
export interface OperationRow {
  readonly stream: string;
  readonly operationId: string;
  readonly requestHash: string;
  readonly firstRevision: bigint;
  readonly lastRevision: bigint;
  /** Of its first event. */
  readonly position: bigint;
}

export const operationEntity = new EntitySchema<OperationRow>({
  name: 'Operation',
  tableName: 'operations',
  columns: {
    stream: { type: 'text', primary: true },
    operationId: { type: 'text', name: 'operation_id', primary: true },
    requestHash: { type: 'text', name: 'request_hash' },
    firstRevision: { ...bigintColumn, name: 'first_revision' },
    lastRevision: { ...bigintColumn, name: 'last_revision' },
    position: bigintColumn,
  },
});
