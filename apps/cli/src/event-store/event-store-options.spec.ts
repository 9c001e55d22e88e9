import { tlsOf, type EventStoreFlags } from './event-store-options.js';

const flags: EventStoreFlags = { data: '.', host: '127.0.0.1', port: 0, maxAppendSize: 1 };

it.each(['127.0.0.1', '127.1.2.3', '::1', 'localhost'])('may be insecure on %s', (host) => {
  expect(tlsOf({ ...flags, host, insecure: true })).toBeNull();
});

it.each(['0.0.0.0', '::', '10.0.0.1', 'localhost.example.com'])(
  'may not be insecure on %s unless forced',
  (host) => {
    expect(() => tlsOf({ ...flags, host, insecure: true })).toThrow('it is for loopback');
    expect(tlsOf({ ...flags, host, insecureAnywhere: true })).toBeNull();
  },
);

it('is insecure only when told so', () => {
  expect(() => tlsOf(flags)).toThrow('Give --tls-cert and --tls-key, or --insecure');
  expect(() => tlsOf({ ...flags, tlsCert: 'a' })).toThrow('Give --tls-cert and --tls-key');
  expect(() => tlsOf({ ...flags, tlsCert: 'a', tlsKey: 'b', insecure: true })).toThrow('not both');
});

it('says which file it cannot read, and when it is no certificate', () => {
  expect(() => tlsOf({ ...flags, tlsCert: '/nowhere', tlsKey: '/nowhere' })).toThrow(
    '--tls-cert cannot be read',
  );
  expect(() => tlsOf({ ...flags, tlsCert: __filename, tlsKey: __filename })).toThrow(
    'not a certificate and its key',
  );
});
