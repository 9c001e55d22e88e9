import { JobRefused, Jobs, PURGE_SESSIONS, RECORD_EXPIRY } from '#libs/jobs';
import { JOB_BACKENDS, RecordedJobs, type JobBackendUnderTest } from '#libs/jobs/testing';
import { freePort } from '#libs/platform';
import { createTestDatabase, type TestDatabase } from '#libs/platform/testing';
import { retryFailed } from './retry-failed.js';
import { showFailed } from './show-failed.js';
import { withJobs } from './with-jobs.js';

const NO_DATA = '/nonexistent';
const ANSWER = `The API answered 422: ${'x'.repeat(200)}\u001b[2J\nand more`;

describe.each(JOB_BACKENDS)('ledger jobs, in $backend,', ({ startBackend }) => {
  let backend: JobBackendUnderTest;
  let database: TestDatabase;
  let recorded: RecordedJobs;
  let worker: Jobs;
  let refused: boolean;
  beforeEach(async () => {
    [backend, database] = await Promise.all([startBackend(), createTestDatabase()]);
    recorded = new RecordedJobs();
    refused = true;
    worker = await Jobs.open(environment(), recorded);
    await worker.work(RECORD_EXPIRY, async () => {
      if (refused) throw new JobRefused(ANSWER);
    });
    for (const id of ['first', 'second']) {
      await worker.queue(RECORD_EXPIRY).add({ id, payload: { accountId: 'acc-1', occurrence: id } });
      await recorded.until(() => recorded.failures.some(({ jobId }) => jobId === id));
    }
  });
  afterEach(async () => {
    await worker.close();
    await Promise.all([backend.stop(), database.drop()]);
  });

  const environment = () => ({ DATABASE_URL: database.url, ...backend.urls });
  const shown = async (wishes: { limit?: number; json?: boolean } = {}) => {
    const lines: string[] = [];
    const terminal = { line: (text = '') => void lines.push(text) };
    await withJobs(
      NO_DATA,
      (jobs) => showFailed(jobs, { limit: 10, json: false, ...wishes }, terminal),
      environment(),
    );
    return lines;
  };
  const retry = async (queue: string, id: string | null) => {
    const lines: string[] = [];
    const terminal = { line: (text = '') => void lines.push(text) };
    await withJobs(NO_DATA, (jobs) => retryFailed(jobs, { queue, id }, terminal), environment());
    return lines;
  };

  it('shows what has failed, one line each', async () => {
    const [header, first, ...others] = await shown();
    expect(header).toMatch(/^QUEUE +ID +FAILED AT +ATTEMPTS +REASON$/);
    expect(first).toMatch(
      /^record-expiry {2}second {2}\d{4}-\d\d-\d\dT[\d:.]+Z {2}1 +The API answered 422: x+…$/,
    );
    expect(others).toHaveLength(1);
    expect((await shown({ limit: 1 })).at(-1)).toBe('The newest 1; --limit shows more.');
  });

  it('shows all of it as JSON', async () => {
    const [text = ''] = await shown({ json: true });
    expect(JSON.parse(text)).toEqual([
      expect.objectContaining({ id: 'second', payload: { accountId: 'acc-1', occurrence: 'second' } }),
      expect.objectContaining({ id: 'first', queue: 'record-expiry', reason: ANSWER, attempts: 1 }),
    ]);
  });

  it('has one done again', async () => {
    refused = false;
    expect(await retry('record-expiry', 'first')).toEqual(['record-expiry first waits to be done again.']);
    await recorded.until(() => recorded.completedJobs === 1);
    expect(await shown()).toHaveLength(2);
    await expect(retry('record-expiry', 'first')).rejects.toMatchObject({
      message: 'No job first of record-expiry has failed: `ledger jobs failed` shows those that have.',
      exitCode: 1,
    });
  });

  it('has all of a queue done again', async () => {
    refused = false;
    expect(await retry('record-expiry', null)).toHaveLength(2);
    await recorded.until(() => recorded.completedJobs === 2);
    expect(await shown()).toEqual(['No job has failed.']);
    await expect(retry(PURGE_SESSIONS.name, null)).rejects.toMatchObject({
      message: 'No job of purge-sessions has failed.',
      exitCode: 1,
    });
  });

  it('knows its queues', async () => {
    await expect(retry('record-expires', null)).rejects.toMatchObject({
      message: expect.stringContaining('There is no queue "record-expires". The queues are: '),
      exitCode: 2,
    });
  });
});

describe('ledger jobs cannot run', () => {
  const none = async () => undefined;

  it('without an instance', async () => {
    await expect(withJobs(NO_DATA, none, {})).rejects.toMatchObject({ name: 'OperatorError', exitCode: 2 });
  });

  it('when Redis is not there', async () => {
    const database = await createTestDatabase();
    const REDIS_URL = `redis://127.0.0.1:${await freePort()}`;
    await expect(withJobs(NO_DATA, none, { DATABASE_URL: database.url, REDIS_URL })).rejects.toMatchObject({
      message: `Redis (REDIS_URL, ${new URL(REDIS_URL).host}) does not answer. Check that it runs, and the variable.`,
      exitCode: 2,
    });
    await database.drop();
  });

  it('when Postgres is not there', async () => {
    const DATABASE_URL = 'postgres://nobody@127.0.0.1:1/none';
    await expect(withJobs(NO_DATA, none, { DATABASE_URL })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('with a REDIS_URL that is none', async () => {
    const environment = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none', REDIS_URL: 'localhost' };
    await expect(withJobs(NO_DATA, none, environment)).rejects.toThrow('REDIS_URL: must be redis://...');
  });
});
