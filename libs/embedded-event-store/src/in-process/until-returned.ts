/**
 * An iterable that its consumer can leave at any time. A plain generator that waits for its next event
 * answers `return()` only when that event comes; here returning aborts the wait first.
 */
export function untilReturned<Message>(
  begin: (signal: AbortSignal) => AsyncGenerator<Message, void>,
  outer?: AbortSignal,
): AsyncIterableIterator<Message> {
  const left = new AbortController();
  const signal = outer ? AbortSignal.any([outer, left.signal]) : left.signal;
  const messages = begin(signal);
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () => messages.next(),
    return: () => {
      left.abort();
      return messages.return();
    },
  };
}
