import pg from 'pg';
import { anEvent, openTestLog, type TestLog } from '../testing/open-test-log.js';

let log: TestLog;
beforeAll(async () => {
  log = await openTestLog();
  await log.store.append('account-1', [anEvent()], { expectedRevision: 'no-stream' });
});
afterAll(() => log.dispose());

const changes = [
  `UPDATE event_log.events SET data = ''`,
  'DELETE FROM event_log.events',
  'TRUNCATE event_log.events',
  `UPDATE event_log.streams SET name = 'x'`,
  'DELETE FROM event_log.streams',
  'TRUNCATE event_log.streams',
];

it.each(changes)('refuses even the owner of the database: %s', async (statement) => {
  await expect(log.query(statement)).rejects.toThrow('append-only');
});

it.each([...changes, 'DROP TABLE event_log.events', 'ALTER TABLE event_log.events DISABLE TRIGGER ALL'])(
  'gives the role of the engine no right to: %s',
  async (statement) => {
    const client = new pg.Client({ connectionString: log.databaseUrl });
    await client.connect();
    await client.query('SET ROLE event_log_writer');
    await expect(client.query(statement)).rejects.toThrow(/permission denied|must be owner/);
    await client.end();
  },
);

it('works as that role, on every connection', async () => {
  const roles = await log.query<{ application_name: string }>(
    `SELECT DISTINCT application_name FROM pg_stat_activity
     WHERE datname = current_database() AND application_name LIKE 'event log%'`,
  );
  expect(roles.length).toBeGreaterThan(0);
  const [created] = await log.query<{ rolsuper: boolean; rolcanlogin: boolean }>(
    `SELECT rolsuper, rolcanlogin FROM pg_roles WHERE rolname = 'event_log_writer'`,
  );
  expect(created).toEqual({ rolsuper: false, rolcanlogin: false });
});

it('stores data and metadata as the bytes that came', async () => {
  const data = Buffer.from('{ "b":1,   "a": 1.50 } not even JSON \u0000\ufffd');
  const id = '0f8fad5b-d9cb-469f-a165-70867728950e';
  const event = { id, type: 'Raw', isJson: true, data, metadata: Buffer.from([0, 1, 255]) };
  await log.engine.append({ streamName: 'raw', expectedRevision: 'any', events: [event] });
  const [row] = await log.query<{ data: Buffer; metadata: Buffer }>(
    'SELECT data, metadata FROM event_log.events WHERE id = $1',
    [id],
  );
  expect(row).toEqual({ data, metadata: Buffer.from([0, 1, 255]) });
});
