import { HoldLost } from './hold-lost.js';
import type { HoldCommands } from './hold-commands.js';
import { keepAlive } from './keep-alive.js';
import type { OpenHold } from './open-hold.js';
import type { Reserved } from './reserve-for-work.js';
import { UsageMeter } from './usage-meter.js';

export type Work<Result> = (hold: OpenHold) => Promise<Result>;

/** How the work ended, and what it used. */
export type Outcome<Result> = { readonly meter: UsageMeter } & (
  { readonly worked: true; readonly result: Result } | { readonly worked: false; readonly error: unknown }
);

/** Lets the work go on for as long as it takes, and keeps its hold alive meanwhile. It never throws. */
export async function workOnHold<Result>(
  ledger: Pick<HoldCommands, 'extend'>,
  reserved: Reserved,
  work: Work<Result>,
  signal: AbortSignal | undefined,
): Promise<Outcome<Result>> {
  const { reservation, ttlSeconds, endsAtMs } = reserved;
  const { accountId, holdId, unit } = reservation;
  const meter = new UsageMeter(unit);
  const stop = new AbortController();
  const ended = new AbortController();
  const stopToo = () => stop.abort(signal?.reason);
  signal?.addEventListener('abort', stopToo);
  if (signal?.aborted) stopToo();
  const alive = keepAlive(
    {
      endsAtMs,
      extend: (until, totalMs) =>
        ledger.extend({ accountId, holdId, ttlSeconds }, { signal: until, totalMs }),
      lost: (refused) => stop.abort(new HoldLost(holdId, refused)),
    },
    ended.signal,
  );
  try {
    stop.signal.throwIfAborted(); // it was stopped while the tokens were set aside
    return { meter, worked: true, result: await work(openHold(reservation, meter, stop.signal)) };
  } catch (error) {
    return { meter, worked: false, error };
  } finally {
    meter.close();
    signal?.removeEventListener('abort', stopToo);
    ended.abort();
    await alive;
  }
}

function openHold(reservation: Reserved['reservation'], meter: UsageMeter, signal: AbortSignal): OpenHold {
  return {
    holdId: reservation.holdId,
    reservation,
    signal,
    add: (units) => meter.add(units),
    addText: (text) => meter.addText(text),
    set: (units) => meter.set(units),
    used: () => meter.used(),
  };
}
