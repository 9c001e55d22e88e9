import { EXIT_REFUSED, OperatorError } from '../operator-error.js';
import { isMalformed, rowReader } from './column-mapping.js';
import type { ReadingOptions } from './import-options.js';
import type { ImportSummary } from './import-summary.js';
import { OperationIds } from './operation-ids.js';
import type { FileRecord, UsageFile } from './usage-file.js';
import type { UsageRow } from './usage-row.js';

/**
 * The rows that can be sent, in the file's order; the others are counted.
 * @throws {OperatorError} at once for columns that the file does not have
 */
export function usageRows(
  file: UsageFile,
  options: ReadingOptions,
  summary: ImportSummary,
): AsyncIterable<UsageRow> {
  const read = rowReader(options.mapping, file.header);
  const ids = new OperationIds(options.operationPrefix, file.header);
  return wellFormed(firstOf(file.records, options.rowsMax), ({ line, fields }) => {
    const usage = read(fields);
    if (!isMalformed(usage)) {
      summary.countRead(usage);
      return { ...usage, line, operationId: ids.next(fields) };
    }
    summary.countMalformed(line, usage.reason);
    if (options.strict)
      throw new OperatorError(`Stopped: line ${line} is malformed: ${usage.reason}.`, EXIT_REFUSED);
    return null;
  });
}

async function* wellFormed(
  records: AsyncIterable<FileRecord>,
  rowOf: (record: FileRecord) => UsageRow | null,
): AsyncGenerator<UsageRow> {
  for await (const record of records) {
    const row = rowOf(record);
    if (row) yield row;
  }
}

async function* firstOf(
  records: AsyncIterable<FileRecord>,
  rowsMax: number | null,
): AsyncGenerator<FileRecord> {
  let left = rowsMax ?? Infinity;
  for await (const record of records) {
    yield record;
    left -= 1;
    if (left <= 0) return;
  }
}
