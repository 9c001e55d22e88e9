import { createTestDatabase, type TestDatabase } from '#libs/platform/testing';
import { randomUUID } from 'node:crypto';
import { JobRefused, QueueMustWait } from './job-outcomes.js';
import type { JobQueueDefinition } from './job-queues.js';
import { Jobs } from './jobs.js';
import { JOB_BACKENDS, RecordedJobs, type JobBackendUnderTest } from '../testing/src/index.js';

interface Greeting {
  readonly name: string;
}

const CLOCKS_APART_MS = 20;

describe.each(JOB_BACKENDS)('jobs in $backend', ({ startBackend }) => {
  let backend: JobBackendUnderTest;
  beforeAll(async () => {
    backend = await startBackend();
  });
  afterAll(() => backend.stop());

  let database: TestDatabase;
  let recorded: RecordedJobs;
  let jobs: Jobs;
  let greetings: JobQueueDefinition<Greeting>;
  let greeted: string[];
  beforeEach(async () => {
    database = await createTestDatabase();
    recorded = new RecordedJobs();
    jobs = await openJobs();
    greetings = { name: `greetings-${randomUUID()}`, attemptsMax: 2, concurrency: 1, perSecondMax: 100 };
    greeted = [];
  });
  afterEach(async () => {
    await jobs.close();
    const troubles = [...recorded.troubles]; // dropping the database ends sessions that are about to end
    await database.drop();
    expect(troubles).toEqual([]);
  });

  const openJobs = () => Jobs.open({ DATABASE_URL: database.url, ...backend.urls }, recorded);
  const add = (...names: string[]) =>
    jobs.queue(greetings).add(...names.map((name) => ({ id: name, payload: { name } })));
  const greet = async ({ name }: Greeting) => void greeted.push(name);

  it('does what was added, in order, once for each id', async () => {
    await add('Ada', 'Ada');
    await add('Ada', 'Audrey');
    await jobs.work(greetings, greet);
    await recorded.until(() => recorded.completedJobs === 2);
    expect(greeted).toEqual(['Ada', 'Audrey']);
  });

  it('does it again when it is added again afterwards', async () => {
    await jobs.work(greetings, greet);
    await add('Ada');
    await recorded.until(() => recorded.completedJobs === 1);
    await add('Ada');
    await recorded.until(() => recorded.completedJobs === 2);
    expect(greeted).toEqual(['Ada', 'Ada']);
  });

  it('tries again what failed, says when it gives up, and takes it again after that', async () => {
    await jobs.work(greetings, async () => Promise.reject(new Error('nobody there')));
    await add('Ada');
    await recorded.until(() => recorded.failures.length === 2);
    expect(recorded.failures.map(({ final, error }) => [final, error.message])).toEqual([
      [false, 'nobody there'],
      [true, 'nobody there'],
    ]);
    await add('Ada');
    await recorded.until(() => recorded.failures.length === 3);
  });

  it('gives up at once what was refused', async () => {
    await jobs.work(greetings, async () => Promise.reject(new JobRefused('not her')));
    await add('Ada');
    await recorded.until(() => recorded.failures.length === 1);
    expect(recorded.failures[0]).toMatchObject({ jobId: 'Ada', final: true });
  });

  it('keeps all jobs waiting when the queue must wait, without using up their attempts', async () => {
    let calls = 0;
    await jobs.work(greetings, async (greeting) => {
      calls += 1;
      if (calls <= 3) throw new QueueMustWait('out for lunch', 100);
      await greet(greeting);
    });
    await add('Ada', 'Audrey');
    await recorded.until(() => recorded.completedJobs === 2);
    expect(new Set(greeted)).toEqual(new Set(['Ada', 'Audrey']));
    expect(recorded.queueWaits).toHaveLength(3);
    expect(recorded.queueWaits[0]).toMatchObject({ reason: 'out for lunch', waitMs: 100 });
    expect(recorded.failures).toEqual([]);
  });

  it('repeats a job, and not more often for being asked to by several', async () => {
    const everyMs = 200;
    const other = await openJobs();
    const startedAt = Date.now();
    await jobs.queue(greetings).repeat(everyMs, { name: 'Ada' });
    await other.queue(greetings).repeat(everyMs, { name: 'Ada' });
    await jobs.work(greetings, greet);
    await other.work(greetings, greet);
    await recorded.until(() => recorded.completedJobs >= 8);
    await other.close();
    // The first may come at once, the second soon after; each later one takes its time, late or not.
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(6 * everyMs - CLOCKS_APART_MS);
  });

  it('finishes what is under way before it closes, and takes nothing more', async () => {
    const finish: (() => void)[] = [];
    await jobs.work(greetings, async (greeting) => {
      await new Promise<void>((resolve) => {
        finish.push(resolve);
        recorded.noticed();
      });
      await greet(greeting);
    });
    await add('Ada', 'Audrey');
    await recorded.until(() => finish.length > 0);
    const closing = jobs.close();
    expect(greeted).toEqual([]);
    finish.forEach((end) => end());
    await closing;
    expect(greeted).toEqual(['Ada']);
  });

  it('says whether its backend answers', async () => {
    await jobs.ping();
    await expect(Jobs.open({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }, recorded)).rejects.toThrow(
      'ECONNREFUSED',
    );
  });
});
