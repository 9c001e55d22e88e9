import { hidesAll, noMetadata, softDeletion, streamMetadata, truncatedBefore } from './stream-metadata.js';

const json = (text: string) => ({ isJson: true, data: Buffer.from(text) });

it('reads what concerns the engine', () => {
  expect(streamMetadata(json('{"$maxCount":2,"$maxAge":3,"$tb":4,"$acl":{},"own":1}'))).toEqual({
    maxCount: 2n,
    maxAgeSeconds: 3n,
    truncateBefore: 4n,
  });
});

it.each(['', '[]', 'null', '{', '"text"', '{"$maxCount":"2","$tb":1}', '{"$maxAge":1.5}', '{"$tb":null}'])(
  'takes %s for no metadata',
  (text) => {
    expect(streamMetadata(json(text))).toEqual(noMetadata);
  },
);

it('takes nothing from what is not JSON by its content type', () => {
  expect(streamMetadata({ isJson: false, data: Buffer.from('{"$maxCount":2}') })).toEqual(noMetadata);
});

it('ignores values that make no sense, one by one', () => {
  expect(streamMetadata(json('{"$maxCount":0,"$maxAge":-5,"$tb":7}'))).toEqual({
    ...noMetadata,
    truncateBefore: 7n,
  });
  expect(streamMetadata(json('{"$tb":-1}'))).toEqual(noMetadata);
  expect(streamMetadata(json('{"$tb":0}')).truncateBefore).toBe(0n);
});

it('knows a deletion by a number that JavaScript does not have', () => {
  expect(Buffer.from(softDeletion).toString()).toBe('{"$tb":9223372036854775807}');
  expect(hidesAll(streamMetadata(json('{"$tb":9223372036854775807}')))).toBe(true);
  expect(hidesAll(streamMetadata(json('{"$tb":9007199254740991}')))).toBe(false);
});

it('keeps everything else when a stream comes back', () => {
  const data = truncatedBefore(json('{"$tb":9223372036854775807,"own":{"a":[1]}}'), 5n);
  expect(JSON.parse(Buffer.from(data ?? []).toString())).toEqual({ $tb: 5, own: { a: [1] } });
  expect(truncatedBefore(json('{'), 5n)).toBeNull();
});
