import { connectToEventStore } from '#libs/event-store';
import {
  rebuildReadModels,
  RebuildInterrupted,
  RebuildUnderWay,
  type RebuildProgress,
} from '#libs/read-models';
import { EXIT_REFUSED, OperatorError } from '../operator-error.js';
import type { Terminal } from '../terminal/terminal.js';
import type { Instance } from '../up/instance.js';
import { listenForStop } from '../up/stop-signals.js';

/** @throws {OperatorError} when it is under way already, or was interrupted: what serves is as it was. */
export async function rebuild({ databaseUrl, eventStoreUrl }: Instance, terminal: Terminal): Promise<void> {
  const { stop } = listenForStop();
  const eventStore = connectToEventStore(eventStoreUrl);
  try {
    const { events, position } = await terminal.step('Rebuilding the read models', (tell) =>
      rebuildReadModels({
        databaseUrl,
        eventStore,
        signal: stop,
        onProgress: (progress) => tell(describe(progress)),
      }),
    );
    terminal.line(`  ${events} events, up to position ${position ?? 'none: the log is empty'}.`);
  } catch (error) {
    if (error instanceof RebuildUnderWay || error instanceof RebuildInterrupted) {
      throw new OperatorError(`${error.message} What serves is as it was.`, EXIT_REFUSED);
    }
    throw error;
  } finally {
    await eventStore.close();
  }
}

/** Positions are no count, but how far they are is how far the rebuild is. */
function describe({ events, position, head }: RebuildProgress): string {
  const percent = head === 0n ? 100n : (position * 100n) / head;
  return `${percent > 100n ? 100n : percent} %, ${events} events`;
}
