import { jsonObjectFrom } from './json-object-from.js';

const from = (text: string) => jsonObjectFrom(Buffer.from(text));

it('reads JSON objects', () => {
  expect(from('{"tokens":"1.5","nested":[1,null]}')).toEqual({ tokens: '1.5', nested: [1, null] });
});

it('takes nothing for an empty object', () => {
  expect(from('')).toEqual({});
});

it.each(['[1,2]', '"text"', '12', 'null', '{"a":', '\u0001\u0002'])(
  'hands on %j as it is stored, in base64',
  (text) => {
    expect(from(text)).toEqual({ base64: Buffer.from(text).toString('base64') });
  },
);

it('reads only the bytes it was given of a shared buffer', () => {
  const shared = Buffer.from('xx{"a":1}yy');
  expect(jsonObjectFrom(shared.subarray(2, 9))).toEqual({ a: 1 });
});
