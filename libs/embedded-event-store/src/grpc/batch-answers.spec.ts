import fc from 'fast-check';
import { batchSuccess } from './batch-answers.js';
import { streams, type BatchAppendResp } from './protocol.js';
import { streamNameOf } from './stream-names.js';
import { textOf } from './uuids.js';

const MAX_POSITION = 2n ** 63n - 1n;
const numbers = fc.bigInt({ min: -1n, max: MAX_POSITION });

it('is what the generated messages read as that answer', () => {
  fc.assert(
    fc.property(
      fc.uuid(),
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      numbers,
      numbers,
      (correlationId, streamName, revision, position) => {
        const answer = batchSuccess({ correlationId, streamName }, { revision, position });
        const read = streams.BatchAppendResp.deserializeBinary(answer);
        expect(textOf(read.getCorrelationId())).toBe(correlationId);
        expect(streamNameOf(read.getStreamIdentifier())).toBe(streamName);
        expect(read.hasError()).toBe(false);
        expect(revisionOf(read.getSuccess())).toBe(revision < 0n ? null : revision.toString());
        expect(read.getSuccess()?.getPosition()?.toObject()).toEqual(reported(position < 0n ? 0n : position));
      },
    ),
    { numRuns: 2_000 },
  );
});

const reported = (position: bigint) => {
  const at = position.toString();
  return { commitPosition: at, preparePosition: at };
};

/** Null: there is no stream. */
function revisionOf(success: BatchAppendResp.Success | undefined): string | null {
  expect(success?.hasNoStream()).not.toBe(success?.hasCurrentRevision());
  return success?.hasCurrentRevision() ? success.getCurrentRevision() : null;
}
