import { CsvError, parse, type Parser } from 'csv-parse';
import { open, type FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { types } from 'node:util';
import { OperatorError } from '../operator-error.js';

export interface FileRecord {
  /** Where it begins in the file, the first line being 1. */
  readonly line: number;
  readonly fields: readonly string[];
}

export interface UsageFile {
  readonly header: readonly string[];
  readonly records: AsyncIterable<FileRecord>;
  /** 0 for a pipe, whose length nobody knows. */
  readonly bytes: number;
  bytesRead(): number;
  close(): Promise<void>;
}

/** Far more than a row of a log, far less than memory: a quote that is never closed ends here. */
const RECORD_BYTES_MAX = 1024 * 1024;
/** Small, so that progress moves also in small files. */
const READ_BYTES = 16 * 1024;

const CSV_MISTAKES: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quote is opened that is never closed',
  CSV_MAX_RECORD_SIZE: `a row is longer than ${RECORD_BYTES_MAX} bytes: is a quote opened and never closed?`,
};

/**
 * Opens a CSV file as a stream of records: UTF-8 with or without byte order mark, lines ended by LF,
 * CR LF or CR, fields quoted as in RFC 4180. Empty lines are passed over.
 * @throws {OperatorError}
 */
export async function openUsageFile(path: string, delimiter: string): Promise<UsageFile> {
  const handle = await openToRead(path);
  const { size } = await handle.stat();
  const source = handle.createReadStream({ highWaterMark: READ_BYTES });
  const parser = csvParser(delimiter);
  pipeline(source, parser, () => undefined); // an error of the source reaches whoever reads the parser
  const records = numbered(path, parser);
  const close = async () => {
    parser.destroy();
    source.destroy();
    await handle.close();
  };
  try {
    const header = await readHeader(path, records);
    return { header, records, bytes: size, bytesRead: () => source.bytesRead, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function csvParser(delimiter: string): Parser {
  return parse({
    delimiter,
    bom: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true, // an inch sign in a text is no quote
    max_record_size: RECORD_BYTES_MAX,
  });
}

async function openToRead(path: string): Promise<FileHandle> {
  try {
    const handle = await open(path);
    if (!(await handle.stat()).isDirectory()) return handle;
    await handle.close();
  } catch (error) {
    throw new OperatorError(`${path} cannot be read: ${reasonOf(error)}.`, undefined, { cause: error });
  }
  throw new OperatorError(`${path} is a folder; a CSV file is expected.`);
}

function reasonOf(error: unknown): string {
  if (!types.isNativeError(error)) return String(error);
  const code = 'code' in error ? error.code : null;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EACCES') return 'permission denied';
  return error.message;
}

async function readHeader(path: string, records: AsyncGenerator<FileRecord>): Promise<readonly string[]> {
  const first = await records.next();
  if (first.done) throw new OperatorError(`${path} is empty: its first line must name the columns.`);
  return first.value.fields.map((name) => name.trim());
}

async function* numbered(path: string, parser: Parser): AsyncGenerator<FileRecord, undefined> {
  let line = 1;
  try {
    for await (const fields of parser as AsyncIterable<string[]>) {
      // without the option `columns` records are arrays
      if (fields.length > 1 || fields[0] !== '') yield { line, fields };
      line += 1 + lineBreaksIn(fields);
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const mistake = CSV_MISTAKES[error.code] ?? error.message;
    throw new OperatorError(`${path}, line ${line}: ${mistake}. What follows cannot be read.`, undefined, {
      cause: error,
    });
  }
}

function lineBreaksIn(fields: readonly string[]): number {
  let count = 0;
  for (const field of fields) {
    if (field.includes('\n') || field.includes('\r')) count += field.match(/\r\n|\n|\r/g)?.length ?? 0;
  }
  return count;
}
