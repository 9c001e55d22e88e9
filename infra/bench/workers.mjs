export const CONNECTIONS = 64;
const WARM_UP_MS = 1_500;
const MEASURE_MS = 5_000;

/** Runs the work on so many workers at once, without pause. @returns how often a second it was done. */
export async function perSecond(work, workers = CONNECTIONS) {
  const measureFrom = Date.now() + WARM_UP_MS;
  const until = measureFrom + MEASURE_MS;
  let done = 0;
  const run = async (worker) => {
    while (Date.now() < until) {
      await work(worker);
      if (Date.now() >= measureFrom) done += 1;
    }
  };
  await Promise.all(Array.from({ length: workers }, (_, worker) => run(worker)));
  return done / (MEASURE_MS / 1_000);
}
