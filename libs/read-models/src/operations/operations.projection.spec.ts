import { LedgerHistory } from '../testing/ledger-history.js';
import { foldOperations } from './operations.projection.js';

const metadata = (operationId: string) => ({ operationId, requestHash: `hash of ${operationId}` });

it('keeps the first and the last event of each operation', () => {
  const history = new LedgerHistory();
  const on = (revision: bigint, operationId: string) =>
    history.foreign({ type: 'X', streamName: 'account-1', revision, metadata: metadata(operationId) });
  expect(foldOperations([on(0n, 'a'), on(1n, 'b'), on(2n, 'b'), on(3n, 'b')])).toEqual([
    {
      stream: 'account-1',
      operationId: 'a',
      requestHash: 'hash of a',
      firstRevision: 0n,
      lastRevision: 0n,
      position: 7n,
    },
    {
      stream: 'account-1',
      operationId: 'b',
      requestHash: 'hash of b',
      firstRevision: 1n,
      lastRevision: 3n,
      position: 14n,
    },
  ]);
});

it('keeps streams apart', () => {
  const history = new LedgerHistory();
  const events = ['account-1', 'account-2'].map((streamName) =>
    history.foreign({ type: 'X', streamName, metadata: metadata('a') }),
  );
  expect(foldOperations(events)).toHaveLength(2);
});

it.each([
  ['no metadata', {}],
  ['an id that is no text', { operationId: 7, requestHash: 'x' }],
  ['no hash', { operationId: 'a' }],
  ['a NUL in its id', { operationId: 'a\0', requestHash: 'x' }],
])('takes an event with %s for no operation', (_, theirs) => {
  expect(foldOperations([new LedgerHistory().foreign({ type: 'X', metadata: theirs })])).toEqual([]);
});

it('takes events of the event store itself for no operation', () => {
  expect(
    foldOperations([new LedgerHistory().foreign({ type: '$metadata', metadata: metadata('a') })]),
  ).toEqual([]);
});
