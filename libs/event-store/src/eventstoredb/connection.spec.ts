import { connect } from './connection.js';

it.each([
  ['esdb://127.0.0.1:2113?tls=false', { username: 'anonymous', password: 'anonymous' }],
  ['esdb://ops:pass%40word@db-1:2113,db-2:2113?tls=true', { username: 'ops', password: 'pass@word' }],
  ['esdb+discover://admin:changeit@cluster.example', { username: 'admin', password: 'changeit' }],
  ['esdb://db.example:2113', undefined],
])('appends one by one wherever it can: %s', (url, credentials) => {
  expect(connect(url).appendCredentials).toEqual(credentials);
});
