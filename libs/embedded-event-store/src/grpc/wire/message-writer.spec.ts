import fc from 'fast-check';
import { BinaryReader } from 'google-protobuf';
import { MessageWriter } from './message-writer.js';

const MAX_UINT64 = 2n ** 64n - 1n;

describe('a message that is written', () => {
  it('has every unsigned number that a field can have', () => {
    const written = fc.oneof(
      fc.bigInt({ min: 0n, max: MAX_UINT64 }),
      fc.bigInt({ min: 0n, max: 300n }),
      fc.constantFrom(2n ** 53n - 1n, 2n ** 53n, 2n ** 32n, MAX_UINT64),
    );
    fc.assert(
      fc.property(written, (value) => {
        const writer = new MessageWriter(20);
        writer.unsigned(3, value);
        const reader = new BinaryReader(writer.message);
        reader.nextField();
        expect(reader.getFieldNumber()).toBe(3);
        expect(reader.readUint64String()).toBe(value.toString());
        expect(reader.nextField()).toBe(false);
      }),
      { numRuns: 5_000 },
    );
  });

  it('is refused when it is longer than it was said to be', () => {
    const writer = new MessageWriter(10);
    expect(() => writer.bytes(1, new Uint8Array(11))).toThrow(RangeError);
  });
});
