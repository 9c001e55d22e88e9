import fc from 'fast-check';
import type { ExpectedRevision } from '#libs/event-store';
import { decideAppend } from './expected-revision.js';
import { StreamHead } from './stream-head.js';

// The model knows nothing of heads, positions or ids by revision: it keeps a list, and says what is to be seen of it.

type Outcome = 'written' | 'repeated' | 'refused';

class ModelStream {
  ids: string[] = [];

  append(expected: ExpectedRevision, ids: readonly string[]): Outcome {
    const outcome = this.outcome(expected, ids);
    if (outcome === 'written') this.ids.push(...ids);
    return outcome;
  }

  private outcome(expected: ExpectedRevision, ids: readonly string[]): Outcome {
    if (expected === 'stream-exists' && this.ids.length === 0) return 'refused';
    if (expected === 'any' || expected === 'stream-exists') return this.looseOutcome(ids);
    return this.exactOutcome(expected === 'no-stream' ? 0 : Number(expected) + 1, ids);
  }

  private exactOutcome(from: number, ids: readonly string[]): Outcome {
    if (from === this.ids.length) return 'written';
    const there = this.ids.slice(from, from + ids.length);
    return ids.length > 0 && there.join() === ids.join() ? 'repeated' : 'refused';
  }

  private looseOutcome(ids: readonly string[]): Outcome {
    if (ids[0] === undefined || !this.ids.includes(ids[0])) return 'written';
    return ids.every((id) => this.ids.includes(id)) ? 'repeated' : 'refused';
  }
}

function headAppend(head: StreamHead, expected: ExpectedRevision, ids: readonly string[]): Outcome {
  const history = {
    revision: head.revision,
    at: (revision: bigint) => head.at(revision),
    find: (id: string) => head.find(id),
    hasMetadata: false,
    isTombstoned: false,
    isSoftDeleted: false,
  };
  const events = ids.map((id) => ({ id }));
  const { kind } = decideAppend(expected, events, history);
  if (kind === 'repeat') return 'repeated';
  if (kind === 'refuse') return 'refused';
  for (const id of ids) head.record(id, head.position + 1n);
  return 'written';
}

/** Few ids and low revisions, so that repetitions and conflicts come often. */
const anId = fc.constantFrom(...'abcdefgh');
const anAppend = fc.record({
  expected: fc.oneof(
    fc.constantFrom<ExpectedRevision>('any', 'no-stream', 'stream-exists'),
    fc.bigInt({ min: 0n, max: 8n }),
  ),
  ids: fc.array(anId, { maxLength: 4 }),
});

it('decides every append of a random history as the model does', () => {
  fc.assert(
    fc.property(fc.array(anAppend, { maxLength: 30 }), (appends) => {
      const model = new ModelStream();
      const head = new StreamHead(null, null);
      for (const { expected, ids } of appends) {
        expect(headAppend(head, expected, ids)).toBe(model.append(expected, ids));
        expect(head.revision).toBe(BigInt(model.ids.length) - 1n);
      }
    }),
    { numRuns: 2_000 },
  );
});

it('answers an append that was written as repeated when it comes again at once, and writes nothing', () => {
  fc.assert(
    fc.property(fc.array(anAppend, { maxLength: 20 }), anAppend, (before, { expected, ids }) => {
      fc.pre(ids.length > 0);
      const head = new StreamHead(null, null);
      for (const each of before) headAppend(head, each.expected, each.ids);
      if (headAppend(head, expected, ids) !== 'written') return;
      const { revision } = head;
      expect(headAppend(head, expected, ids)).toBe('repeated');
      expect(head.revision).toBe(revision);
    }),
    { numRuns: 1_000 },
  );
});
