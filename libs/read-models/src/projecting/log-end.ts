import type { EventStore } from '#libs/event-store';

/** The read models include more than the log has: they were made from another log, or it was cut. */
export class LogEndsBefore extends Error {
  override readonly name = 'LogEndsBefore';

  constructor(
    readonly included: bigint,
    readonly end: bigint | null,
  ) {
    super(`The read models include position ${included}, but the log ends at ${end ?? 'its start'}.`);
  }
}

/** @returns null when the log is empty. */
export async function logEnd(eventStore: EventStore): Promise<bigint | null> {
  for await (const last of eventStore.readAll({ direction: 'backwards', from: 'end', limit: 1 })) {
    return last.position;
  }
  return null;
}

/** @throws {LogEndsBefore} Waiting for what comes after such a position would skip all that comes before it. */
export async function refuseShorterLog(eventStore: EventStore, included: bigint | null): Promise<void> {
  if (included === null) return;
  const end = await logEnd(eventStore);
  if (end === null || end < included) throw new LogEndsBefore(included, end);
}
