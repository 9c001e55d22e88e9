// Postgres' binary COPY format: https://www.postgresql.org/docs/current/sql-copy.html#id-1.9.3.55.9.4

import type { LogEntry } from './log-entry.js';

export interface EventRow {
  readonly streamId: number;
  readonly entry: LogEntry;
}

/** The columns in the order in which `encodeRows` writes them. */
export const copyEvents = `COPY event_log.events
  (position, stream, revision, id, type, created_at, is_json, data, metadata)
  FROM STDIN (FORMAT binary)`;

const signature = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');
const headerBytes = signature.length + 8;
const columnCount = 9;
/** Column count, a length for each column, and the columns of fixed size. */
const fixedRowBytes = 2 + columnCount * 4 + 8 + 4 + 8 + 16 + 8 + 1;
const postgresEpochMs = Date.UTC(2000, 0, 1);

export function encodeRows(rows: readonly EventRow[]): Buffer {
  const types = rows.map(({ entry }) => Buffer.from(entry.type, 'utf8'));
  const variableBytes = rows.reduce(
    (sum, { entry }, index) => sum + (types[index]?.length ?? 0) + entry.data.length + entry.metadata.length,
    0,
  );
  const cursor = new CopyCursor(headerBytes + rows.length * fixedRowBytes + variableBytes + 2);
  cursor.raw(signature).int32(0).int32(0);
  rows.forEach((row, index) => encodeRow(cursor, row, types[index] ?? Buffer.alloc(0)));
  return cursor.int16(-1).buffer;
}

function encodeRow(cursor: CopyCursor, { streamId, entry }: EventRow, type: Buffer): void {
  cursor.int16(columnCount);
  cursor.int32(8).int64(entry.position);
  cursor.int32(4).int32(streamId);
  cursor.int32(8).int64(entry.revision);
  cursor.int32(16).uuid(entry.id);
  cursor.int32(type.length).raw(type);
  cursor.int32(8).int64(BigInt(entry.createdAt.getTime() - postgresEpochMs) * 1_000n);
  cursor.int32(1).byte(entry.isJson ? 1 : 0);
  cursor.int32(entry.data.length).raw(entry.data);
  cursor.int32(entry.metadata.length).raw(entry.metadata);
}

class CopyCursor {
  readonly buffer: Buffer;
  private at = 0;

  constructor(bytes: number) {
    this.buffer = Buffer.allocUnsafe(bytes);
  }

  byte(value: number): this {
    this.at = this.buffer.writeUInt8(value, this.at);
    return this;
  }

  int16(value: number): this {
    this.at = this.buffer.writeInt16BE(value, this.at);
    return this;
  }

  int32(value: number): this {
    this.at = this.buffer.writeInt32BE(value, this.at);
    return this;
  }

  int64(value: bigint): this {
    this.at = this.buffer.writeBigInt64BE(value, this.at);
    return this;
  }

  uuid(value: string): this {
    this.at += this.buffer.write(value.replaceAll('-', ''), this.at, 16, 'hex');
    return this;
  }

  raw(bytes: Uint8Array): this {
    this.buffer.set(bytes, this.at);
    this.at += bytes.length;
    return this;
  }
}
