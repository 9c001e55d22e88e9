import { CHAIN_START, canonicalJson, chainHash, type ChainedEvent } from './hash-chain.js';

const event: ChainedEvent = {
  streamName: 'account-1',
  revision: 0n,
  type: 'TokensGranted',
  data: { tokens: '1.5', source: 'gift' },
  metadata: { actor: 'user:1', operationId: 'op-1' },
};

it('gives the same hash for ever, so that an auditor can compute it by other means', () => {
  // sha256sum of 64 zeros and {"data":{"source":"gift","tokens":"1.5"},"metadata":{"actor":"user:1","operationId":"op-1"},
  // "revision":"0","stream":"account-1","type":"TokensGranted"}, without spaces or line ends
  expect(chainHash(CHAIN_START, event)).toBe(
    '8feb6d6368209eeb49cf0dd77ca80f35a8163a4de3c453ef730857445716796e',
  );
});

it('does not depend on the order in which members were written', () => {
  const reordered = { ...event, data: { source: 'gift', tokens: '1.5' } };
  expect(chainHash(CHAIN_START, reordered)).toBe(chainHash(CHAIN_START, event));
});

it('leaves its own hash out, so that a stored event can be verified as it is', () => {
  const hash = chainHash(CHAIN_START, event);
  expect(chainHash(CHAIN_START, { ...event, metadata: { ...event.metadata, hash } })).toBe(hash);
});

const tampered: [string, Partial<ChainedEvent>][] = [
  ['stream', { streamName: 'account-2' }],
  ['revision', { revision: 1n }],
  ['type', { type: 'TokensConsumed' }],
  ['data', { data: { tokens: '1.6', source: 'gift' } }],
  ['metadata', { metadata: { actor: 'user:2', operationId: 'op-1' } }],
];
it.each(tampered)('changes when the %s is changed', (_what, change) => {
  expect(chainHash(CHAIN_START, { ...event, ...change })).not.toBe(chainHash(CHAIN_START, event));
});

it('changes when anything before it is changed', () => {
  expect(chainHash('1'.repeat(64), event)).not.toBe(chainHash(CHAIN_START, event));
});

it('writes JSON as RFC 8785 says: members sorted by UTF-16 code units, numbers and strings in their shortest form', () => {
  const value = {
    '\u20ac': 'Euro',
    '\r': 'CR',
    '1': 'One',
    '\ud83d\ude00': 'Smiley',
    ö: 1e21,
    a: [4.5, 0.002, '\u000f'],
  };
  expect(canonicalJson(value)).toBe(
    '{"\\r":"CR","1":"One","a":[4.5,0.002,"\\u000f"],"ö":1e+21,"€":"Euro","😀":"Smiley"}',
  );
});

it('refuses what is not JSON', () => {
  // As a caller without types could.
  expect(() => canonicalJson(undefined as never)).toThrow(TypeError);
});
