import { OperationIdReused, type CommandOutcome } from '#libs/aggregates';
import { EventStoreUnavailable } from '#libs/event-store';
import type { AccountEvent } from '#libs/ledger';
import type { Deed, Sending } from '../histories/any-deed.js';
import type { NaiveAnswer } from '../rules/once.js';
import type { RunningLedger } from './running-ledger.js';

/** What a sender got, and the request that it got it for. */
export interface Answered {
  readonly sending: Sending;
  readonly body: string;
  readonly answer: NaiveAnswer;
  /** The first answer was lost: whether this is the original one or a replay nobody can say. */
  readonly sentAgain: boolean;
}

/**
 * Sends everything at once, and again what was not answered. Two processes decide at the same time; the one
 * that was asked first is the first to reach the log, so that a seed always makes the same history.
 */
export async function carryOut(
  ledger: RunningLedger,
  accountId: string,
  { sendings }: Deed,
): Promise<readonly Answered[]> {
  const first = sendings[0]?.process ?? 0;
  const ask = async (process: number) =>
    await Promise.all(
      sendings
        .filter((sending) => sending.process === process)
        .map((sending) => answered(ledger, accountId, sending)),
    );
  const firstAnswered = ask(first);
  if (sendings.every(({ process }) => process === first)) return await firstAnswered;
  const second = first === 0 ? 1 : 0;
  ledger.stores[second].slowDown(`account-${accountId}`, firstAnswered);
  return (await Promise.all([firstAnswered, ask(second)])).flat();
}

async function answered(ledger: RunningLedger, accountId: string, sending: Sending): Promise<Answered> {
  const body = bodyOf(sending);
  const first = await answerTo(() => ledger.send(accountId, body, sending));
  if (first) return { sending, body, answer: first, sentAgain: false };
  ledger.stores[sending.process].mend(`account-${accountId}`);
  const second = await answerTo(() => ledger.send(accountId, body, sending));
  if (!second) throw new Error('The same request was not answered twice.');
  return { sending, body, answer: second, sentAgain: true };
}

/** Null: nobody knows whether it was carried out. */
async function answerTo(send: () => Promise<CommandOutcome<AccountEvent>>): Promise<NaiveAnswer | null> {
  try {
    const outcome = await send();
    if (outcome.refusal) return { kind: 'refused', refusal: outcome.refusal };
    const events = outcome.events.map(({ event }) => event);
    return { kind: 'done', events, replayed: outcome.replayed };
  } catch (error) {
    if (error instanceof OperationIdReused) return { kind: 'reused' };
    if (error instanceof EventStoreUnavailable) return null;
    throw error;
  }
}

/** The request as its sender wrote it. */
function bodyOf({ command }: Sending): string {
  return JSON.stringify(command, (_key, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
}
