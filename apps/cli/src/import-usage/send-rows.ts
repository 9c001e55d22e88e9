import { setMaxListeners } from 'node:events';
import { EXIT_REFUSED, OperatorError } from '../operator-error.js';
import { AccountOrder } from './account-order.js';
import { ApiConnection } from './api-connection.js';
import { Consumptions } from './consumptions.js';
import type { SendingOptions } from './import-options.js';
import type { ImportSummary } from './import-summary.js';
import { inLanes } from './in-lanes.js';
import type { Outcome, UsageRow } from './usage-row.js';

/** After a wish to stop, requests under way are waited for so long. */
const FINISH_MS_MAX = 5_000;

/**
 * Sends every row and counts what becomes of it.
 * @param interrupt from then on no row is sent, or sent again
 * @throws {OperatorError} when it has to stop before the end
 */
export async function sendRows(
  rows: AsyncIterable<UsageRow>,
  options: SendingOptions,
  summary: ImportSummary,
  interrupt: AbortSignal,
): Promise<void> {
  const connection = new ApiConnection(options.apiUrl, options.concurrency);
  const stop = new AbortController();
  setMaxListeners(0, stop.signal); // every row that waits to be sent again listens
  stop.signal.addEventListener('abort', () => setTimeout(() => connection.close(), FINISH_MS_MAX).unref());
  const stopToo = () => stop.abort();
  interrupt.addEventListener('abort', stopToo);
  const consumptions = new Consumptions({ ...options, connection, stop: stop.signal });
  const send = async (row: UsageRow) => {
    const outcome = await consumptions.consume(row);
    summary.countOutcome(row.line, outcome);
    if (options.strict) refuseNothing(row, outcome);
  };
  const order = new AccountOrder();
  const sendInOrder = (row: UsageRow) => order.run(row.accountId, () => send(row));
  try {
    await inLanes(rows, options.concurrency, stop, options.keepOrder ? sendInOrder : send);
  } finally {
    interrupt.removeEventListener('abort', stopToo);
    connection.close();
  }
}

/** @throws {OperatorError} */
function refuseNothing({ line }: UsageRow, outcome: Outcome): void {
  if (outcome.kind === 'refused')
    throw new OperatorError(`Stopped: line ${line} is refused: ${outcome.detail}`, EXIT_REFUSED);
}
