import fc from 'fast-check';
import { piecesOf, withoutExtras } from './pieces-of.js';

const written = (...args: Parameters<typeof piecesOf>) =>
  piecesOf(...args).map((piece) => (piece.kind === 'row' ? piece.index : `${piece.rows} left out`));

it('has all rows when all are in the range', () => {
  expect(written(3, { first: 0, end: 3 }, [])).toEqual([0, 1, 2]);
  expect(written(0, { first: 0, end: 0 }, [])).toEqual([]);
});

it('leaves room for rows before and after', () => {
  expect(written(100, { first: 10, end: 12 }, [])).toEqual(['10 left out', 10, 11, '88 left out']);
});

it('keeps the row that has the focus, wherever it is', () => {
  expect(written(9, { first: 6, end: 8 }, [2])).toEqual(['2 left out', 2, '3 left out', 6, 7, '1 left out']);
  expect(written(9, { first: 0, end: 2 }, [8])).toEqual([0, 1, '6 left out', 8]);
  expect(written(9, { first: 0, end: 2 }, [1])).toEqual([0, 1, '7 left out']);
});

it('keeps several, each once', () => {
  expect(written(9, { first: 4, end: 6 }, [8, 1, 5, 1])).toEqual([
    ...['1 left out', 1, '2 left out', 4, 5, '2 left out', 8],
  ]);
});

it('takes opened rows out of how far one has come, as far as one has come through them', () => {
  const tall = [
    { index: 1, extra: 300 },
    { index: 4, extra: 200 },
  ];
  const at = (place: number) => withoutExtras(place, 40, tall);
  expect([0, 80, 200, 380, 420].map(at)).toEqual([0, 80, 80, 80, 120]);
  expect([500, 600, 700, 740].map(at)).toEqual([200, 200, 200, 240]);
});

it('takes the room of all rows, whatever is shown', () => {
  const anyRange = fc.tuple(fc.nat(1_000), fc.nat(50), fc.nat(50), fc.array(fc.nat(1_100), { maxLength: 4 }));
  fc.assert(
    fc.property(anyRange, ([count, from, length, pinned]) => {
      const first = Math.min(from, count);
      const pieces = piecesOf(count, { first, end: Math.min(count, first + length) }, pinned);
      const room = pieces.map((piece) => (piece.kind === 'gap' ? piece.rows : 1)).reduce((a, b) => a + b, 0);
      expect(room).toBe(count);
    }),
  );
});
