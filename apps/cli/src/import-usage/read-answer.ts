import { problemSchema, receiptSchema, REPLAYED_HEADER, type Problem } from '#libs/contract';
import { amount } from '#libs/ledger';
import { OperatorError } from '../operator-error.js';
import type { Answer } from './api-connection.js';
import type { Outcome } from './usage-row.js';

/** The API could not say now; asking again with the same key is safe. */
export interface AskAgain {
  readonly kind: 'ask-again';
  readonly why: string;
  /** As the API asks for; null when it does not say. */
  readonly afterMs: number | null;
}

const KEY_REFUSED = new Set([401, 403]);
const ASK_AGAIN = new Set([429, 502, 503, 504]);
const MINUTE_MS = 60_000;
const RETRY_AFTER_MS_MAX = 5 * MINUTE_MS;

/** @throws {OperatorError} for answers that every other row would get too. */
export function readAnswer(answer: Answer, now: Date): Outcome | AskAgain {
  const { status } = answer;
  if (status === 200 || status === 201) return receiptIn(answer);
  const problem = problemIn(answer);
  if (ASK_AGAIN.has(status)) {
    const why = problem ? `${status} ${problem.code}: ${problem.detail}` : `status ${status}`;
    return { kind: 'ask-again', why, afterMs: retryAfterMs(answer.headers['retry-after'], now) };
  }
  if (!problem) throw notTheApi(answer);
  if (KEY_REFUSED.has(status)) throw keyRefused(problem);
  return { kind: 'refused', code: problem.code, detail: detailOf(problem) };
}

function receiptIn(answer: Answer): Outcome {
  const receipt = receiptSchema.safeParse(parsedJson(answer.body));
  if (!receipt.success) throw notTheApi(answer);
  const isReplay = answer.headers[REPLAYED_HEADER.toLowerCase()] === 'true';
  return { kind: isReplay ? 'replayed' : 'accepted', tokens: amount(receipt.data.tokens) };
}

function problemIn(answer: Answer): Problem | null {
  const problem = problemSchema.safeParse(parsedJson(answer.body));
  return problem.success ? problem.data : null;
}

/** For `validation-failed` the fields say more than the sentence. */
function detailOf({ detail, errors }: Problem): string {
  if (!Array.isArray(errors)) return detail;
  const fields = errors.map(
    (error: { field?: unknown; message?: unknown }) => `${error.field} ${error.message}`,
  ); // as the API's documentation has them
  return `${detail} ${fields.join('; ')}`;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // no JSON is no receipt and no problem: said by the caller
  }
}

/** RFC 9110: seconds, or a date. */
function retryAfterMs(header: string | undefined, now: Date): number | null {
  if (header === undefined) return null;
  const waitMs = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now.getTime();
  return Number.isNaN(waitMs) ? null : Math.min(Math.max(waitMs, 0), RETRY_AFTER_MS_MAX);
}

function keyRefused({ status, detail }: Problem): OperatorError {
  return new OperatorError(
    `The API refuses the key (${status}): ${detail}\nThe key needs the scope tokens:consume, for the accounts of this file.`,
  );
}

function notTheApi({ status, headers, body }: Answer): OperatorError {
  const location = headers.location ? ` It points to ${headers.location}.` : '';
  const begin = body.trim().slice(0, 120);
  return new OperatorError(
    `What answers is no Token Ledger API: status ${status}${begin && `, ${JSON.stringify(begin)}`}.${location}\nIs --api-url right?`,
  );
}
