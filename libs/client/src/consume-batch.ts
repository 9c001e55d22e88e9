import type { BatchItem, BatchItemAnswer, BatchResponse, Problem, Receipt } from '#libs/contract';
import { routes } from '#libs/contract/routes';
import type { Answered } from './answers/answered.js';
import { Refused } from './answers/refused.js';
import { OutcomeUnknown, Unavailable } from './answers/unanswered.js';
import type { Consumption } from './operations.js';
import { keyOf } from './requests/idempotency-key.js';
import { persist } from './requests/persist.js';
import { asksToComeBack } from './requests/read-answer.js';
import type { CallOptions, Requests } from './requests/requests.js';
import type { Settled, Verdict } from './requests/verdict.js';

/** What became of one item, as if it had been sent alone. */
export type BatchOutcome =
  | { readonly status: 'consumed'; readonly idempotencyKey: string; readonly receipt: Answered<Receipt> }
  | { readonly status: 'refused'; readonly idempotencyKey: string; readonly refused: Refused }
  | { readonly status: 'unknown'; readonly idempotencyKey: string; readonly unknown: OutcomeUnknown };

/**
 * Sends a batch until every item is settled; those that are not are sent again, each under its own key.
 * @returns an outcome for every item, in their order.
 */
export async function consumeBatch(
  requests: Requests,
  consumptions: readonly Consumption[],
  options: CallOptions,
): Promise<readonly BatchOutcome[]> {
  const { signal } = options;
  const items = consumptions.map((consumption) => ({ ...consumption, idempotencyKey: keyOf(consumption) }));
  const outcomes = new Map<BatchItem, BatchOutcome>();
  const missing = () => items.filter((item) => !outcomes.has(item));
  if (items.length === 0) return [];
  signal?.throwIfAborted();
  const attempt = async (limitMs: number): Promise<Verdict<BatchResponse>> => {
    const asked = missing();
    const body = JSON.stringify({ items: asked });
    const question = { method: 'POST', path: routes.consumptionBatch, body, idempotencyKey: null } as const;
    const verdict = await requests.connection.attempt<BatchResponse>(question, { limitMs, signal });
    return verdict.kind === 'answered' ? take(verdict, asked, outcomes) : verdict;
  };
  const end = await persist(attempt, requests.patienceFor(options), signal);
  if (end.kind === 'gave-up') {
    if (!end.maybeDone) signal?.throwIfAborted();
    if (!end.maybeDone) throw new Unavailable(null, end);
    for (const item of missing())
      outcomes.set(item, unknown(item, new OutcomeUnknown(item.idempotencyKey, end)));
  }
  return items.flatMap((item) => outcomes.get(item) ?? []);
}

/** Notes what is settled, and asks again for what is not. */
function take(
  answered: Settled<BatchResponse>,
  asked: readonly BatchItem[],
  outcomes: Map<BatchItem, BatchOutcome>,
): Verdict<BatchResponse> {
  let open: Problem | null = null;
  for (const [index, answer] of answered.body.items.entries()) {
    const item = asked[index];
    if (item && isSettled(answer)) outcomes.set(item, outcomeOf(item, answer));
    else if ('problem' in answer) open = answer.problem;
  }
  if (!open) return answered;
  // Others may be settled already, so giving up must not look as if nothing had been done.
  return { kind: 'ask-again', cause: new Refused(open, null), problem: open, afterMs: null, maybeDone: true };
}

function isSettled(answer: BatchItemAnswer): boolean {
  return 'receipt' in answer || !asksToComeBack(answer.status);
}

function outcomeOf({ idempotencyKey }: BatchItem, answer: BatchItemAnswer): BatchOutcome {
  if (!('receipt' in answer))
    return { status: 'refused', idempotencyKey, refused: new Refused(answer.problem, idempotencyKey) };
  return {
    status: 'consumed',
    idempotencyKey,
    receipt: { ...answer.receipt, replayed: answer.replayed },
  };
}

function unknown({ idempotencyKey }: BatchItem, error: OutcomeUnknown): BatchOutcome {
  return { status: 'unknown', idempotencyKey, unknown: error };
}
