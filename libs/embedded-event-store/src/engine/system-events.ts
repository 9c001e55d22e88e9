import type { AppendRequest } from './append-request.js';

/** What a fresh EventStoreDB node holds: its users. Fixed ids, so that seeding twice changes nothing. */
export const systemAppends: readonly AppendRequest[] = [
  systemAppend('$user-admin', '00000000-0000-4000-8000-000000000001', '$UserCreated', {
    loginName: 'admin',
    fullName: 'Event Store Administrator',
    groups: ['$admins'],
  }),
  systemAppend('$user-ops', '00000000-0000-4000-8000-000000000002', '$UserCreated', {
    loginName: 'ops',
    fullName: 'Event Store Operations',
    groups: ['$ops'],
  }),
  systemAppend('$users', '00000000-0000-4000-8000-000000000003', '$User', { loginName: 'admin' }),
  systemAppend('$users', '00000000-0000-4000-8000-000000000004', '$User', { loginName: 'ops' }),
];

function systemAppend(streamName: string, id: string, type: string, data: object): AppendRequest {
  const event = {
    id,
    type,
    isJson: true,
    data: Buffer.from(JSON.stringify(data)),
    metadata: Buffer.from('{}'),
  };
  return { streamName, expectedRevision: 'any', events: [event] };
}
