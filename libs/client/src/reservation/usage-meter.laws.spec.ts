import { formatAmount, microTokens } from '#libs/ledger/tokens';
import { countWords } from '#libs/ledger/units';
import fc from 'fast-check';
import { UsageMeter } from './usage-meter.js';

const micros = fc.bigInt({ min: 0n, max: 10n ** 15n });

it('adds up without loss, in whatever pieces', () => {
  fc.assert(
    fc.property(fc.array(micros), (pieces) => {
      const meter = new UsageMeter('token');
      for (const piece of pieces) meter.add(formatAmount(microTokens(piece)));
      const sum = pieces.reduce((total, piece) => total + piece, 0n);
      expect(meter.used()).toBe(formatAmount(microTokens(sum)));
      expect(meter.isEmpty).toBe(sum === 0n);
    }),
  );
});

it('counts a text the same wherever the stream cuts it', () => {
  const chunk = fc.oneof(fc.string(), fc.constantFrom(' ', '\n', "can't ", 'wor', 'ds', '日本語', '👩‍👩‍👧'));
  fc.assert(
    fc.property(fc.array(chunk), (chunks) => {
      const meter = new UsageMeter('word');
      for (const each of chunks) meter.addText(each);
      expect(meter.used()).toBe(String(countWords(chunks.join(''))));
    }),
  );
});
