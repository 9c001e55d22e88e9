import type { Problem } from '#libs/contract';
import { REPLAYED_HEADER } from '#libs/contract/routes';
import { Refused } from '../answers/refused.js';
import { UnexpectedAnswer } from '../answers/unexpected-answer.js';
import { neverConnected } from './never-connected.js';
import { retryAfterMs } from './retry-after.js';
import type { AskAgain, Final, Verdict } from './verdict.js';

/** What the answer is to. */
export interface Asked {
  readonly method: 'GET' | 'POST';
  /** Of a command that has one of its own. */
  readonly idempotencyKey: string | null;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Pick<Headers, 'get'>;
  readonly body: string;
}

const RATE_LIMITED = 429;
/** Of the one who asks, not of what is asked: said before the ledger looks at the operation. */
const CREDENTIALS_REFUSED = new Set([401, 403]);
/** With these the server says that it did nothing. */
const NOTHING_DONE = new Set(['account-busy', 'rate-limited']);

/** What an answer means for the one who asked, and whether asking again is of use. */
export function readAnswer<Body>(answer: RawAnswer, asked: Asked, now: Date): Verdict<Body> {
  const { status, headers } = answer;
  const content = objectIn(answer.body);
  if (status >= 200 && status < 300) {
    if (content === null) return lost(new UnexpectedAnswer(status, answer.body)); // it may have broken off
    const replayed = headers.get(REPLAYED_HEADER) === 'true';
    return { kind: 'answered', body: content as Body, replayed }; // the contract says what each route answers
  }
  const problem = isProblem(content) ? content : null;
  if (asksToComeBack(status)) return comeBack(answer, problem, now);
  if (problem) return refused(problem, asked);
  return { kind: 'final', error: new UnexpectedAnswer(status, answer.body), decided: asked.method === 'GET' };
}

export function asksToComeBack(status: number): boolean {
  return status === RATE_LIMITED || status >= 500;
}

/** Nothing came back that could be read. */
export function lost(cause: unknown): AskAgain {
  return { kind: 'ask-again', cause, problem: null, afterMs: null, maybeDone: !neverConnected(cause) };
}

function comeBack({ status, headers, body }: RawAnswer, problem: Problem | null, now: Date): AskAgain {
  return {
    kind: 'ask-again',
    cause: problem ? new Refused(problem, null) : new UnexpectedAnswer(status, body),
    problem,
    afterMs: retryAfterMs(headers.get('Retry-After'), now),
    maybeDone: !NOTHING_DONE.has(problem?.code ?? ''),
  };
}

function refused(problem: Problem, { method, idempotencyKey }: Asked): Final {
  const decided = method === 'GET' || !CREDENTIALS_REFUSED.has(problem.status);
  return { kind: 'final', error: new Refused(problem, idempotencyKey), decided };
}

function objectIn(text: string): object | null {
  try {
    const content: unknown = JSON.parse(text);
    return typeof content === 'object' ? content : null;
  } catch {
    return null; // no JSON is no answer of the ledger: said by the caller
  }
}

function isProblem(content: object | null): content is Problem {
  return content !== null && 'code' in content && typeof content.code === 'string' && 'status' in content;
}
