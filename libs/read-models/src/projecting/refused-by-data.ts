import { ReadModelContradiction } from './projection-write.js';

/** SQLSTATE classes "data exception" and "integrity constraint violation": asking again changes nothing. */
const DATA_CLASSES = ['22', '23'];

/** Whether the data itself is refused, not the moment. */
export function isRefusedByData(error: unknown): error is Error {
  if (error instanceof ReadModelContradiction) return true;
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return false;
  return error.code.length === 5 && DATA_CLASSES.includes(error.code.slice(0, 2));
}
