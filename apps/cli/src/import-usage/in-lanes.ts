/**
 * Works on items in so many lanes at once; each lane takes the next item when it is done with the one
 * before, so no more items are in memory than there are lanes. The first item goes alone: it shows
 * whether the others have a chance.
 * After `stop`, or a failure in any lane, items under way are finished and no others taken.
 * @throws what the first lane failed with
 */
export async function inLanes<Item>(
  items: AsyncIterable<Item>,
  lanes: number,
  stop: AbortController,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const iterator = items[Symbol.asyncIterator]();
  const failures: unknown[] = [];
  const step = async (): Promise<boolean> => {
    if (stop.signal.aborted) return false;
    try {
      const next = await iterator.next();
      if (!next.done) await work(next.value);
      return !next.done;
    } catch (error) {
      failures.push(error);
      stop.abort();
      return false;
    }
  };
  const lane = async () => {
    while (await step());
  };
  await step();
  await Promise.all(Array.from({ length: lanes }, lane));
  await iterator.return?.();
  if (failures.length > 0) throw failures[0];
}
