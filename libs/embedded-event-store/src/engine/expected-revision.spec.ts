import { decideAppend, type StreamHistory } from './expected-revision.js';

/** A stream whose events have these ids. */
function stream(
  ids: readonly string[],
  { hasMetadata = false, isTombstoned = false, isSoftDeleted = false } = {},
): StreamHistory {
  const at = (revision: bigint) => {
    const id = ids[Number(revision)];
    return id === undefined ? undefined : { id, position: revision + 100n };
  };
  const find = (id: string) => {
    const index = ids.indexOf(id);
    return index < 0 ? undefined : { revision: BigInt(index), position: BigInt(index) + 100n };
  };
  return { revision: BigInt(ids.length) - 1n, at, find, hasMetadata, isTombstoned, isSoftDeleted };
}

const events = (...ids: string[]) => ids.map((id) => ({ id }));

describe('expecting a revision', () => {
  it('accepts the one the stream is at', () => {
    expect(decideAppend(1n, events('c'), stream(['a', 'b']))).toEqual({ kind: 'accept' });
    expect(decideAppend('no-stream', events('a'), stream([]))).toEqual({ kind: 'accept' });
  });

  it('refuses one that the stream has not reached', () => {
    expect(decideAppend(2n, events('c'), stream(['a', 'b']))).toEqual({ kind: 'refuse' });
  });

  it('recognises the events that followed it as a repetition', () => {
    const decision = decideAppend(0n, events('b', 'c'), stream(['a', 'b', 'c', 'd']));
    expect(decision).toEqual({
      kind: 'repeat',
      events: [
        { revision: 1n, position: 101n },
        { revision: 2n, position: 102n },
      ],
    });
  });

  it.each([
    ['the first differs', ['x', 'c']],
    ['a later one differs', ['b', 'x']],
    ['they run past the end', ['b', 'c', 'd', 'e']],
    ['there are none', []],
  ])('refuses an earlier one when %s', (_title, ids) => {
    expect(decideAppend(0n, events(...ids), stream(['a', 'b', 'c', 'd']))).toEqual({ kind: 'refuse' });
  });
});

describe('expecting anything', () => {
  it('accepts events of which the first is new, whatever the others are', () => {
    expect(decideAppend('any', events('x', 'a'), stream(['a']))).toEqual({ kind: 'accept' });
  });

  it('recognises known events as a repetition, wherever they are', () => {
    const decision = decideAppend('any', events('c', 'a'), stream(['a', 'b', 'c']));
    expect(decision).toMatchObject({ kind: 'repeat', events: [{ revision: 2n }, { revision: 0n }] });
  });

  it('refuses a known event followed by an unknown one', () => {
    expect(decideAppend('any', events('a', 'x'), stream(['a']))).toEqual({ kind: 'refuse' });
  });

  it('accepts an append of nothing', () => {
    expect(decideAppend('any', [], stream([]))).toEqual({ kind: 'accept' });
  });
});

describe('expecting a stream', () => {
  it('refuses where there is none', () => {
    expect(decideAppend('stream-exists', events('a'), stream([]))).toEqual({ kind: 'refuse' });
  });

  it('accepts a stream that has only metadata', () => {
    expect(decideAppend('stream-exists', events('a'), stream([], { hasMetadata: true }))).toEqual({
      kind: 'accept',
    });
  });
});
