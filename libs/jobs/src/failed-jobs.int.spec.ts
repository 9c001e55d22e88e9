import { createTestDatabase, type TestDatabase } from '#libs/platform/testing';
import { randomUUID } from 'node:crypto';
import { JOB_BACKENDS, RecordedJobs, type JobBackendUnderTest } from '../testing/src/index.js';
import type { FailedCounts } from './job-observer.js';
import { JobRefused } from './job-outcomes.js';
import type { JobQueueDefinition } from './job-queues.js';
import { Jobs, UnknownQueue } from './jobs.js';

interface Greeting {
  readonly name: string;
}

class CountingJobs extends RecordedJobs {
  failedCounts: FailedCounts = async () => new Map();

  opened(failedCounts: FailedCounts): void {
    this.failedCounts = failedCounts;
  }
}

describe.each(JOB_BACKENDS)('failed jobs in $backend', ({ startBackend }) => {
  let backend: JobBackendUnderTest;
  beforeAll(async () => {
    backend = await startBackend();
  });
  afterAll(() => backend.stop());

  let database: TestDatabase;
  let recorded: CountingJobs;
  let jobs: Jobs;
  let greetings: JobQueueDefinition<Greeting>;
  let greeted: string[];
  let away: boolean;
  beforeEach(async () => {
    database = await createTestDatabase();
    recorded = new CountingJobs();
    jobs = await Jobs.open({ DATABASE_URL: database.url, ...backend.urls }, recorded);
    greetings = named('greetings');
    greeted = [];
    away = true;
  });
  afterEach(async () => {
    await jobs.close();
    await database.drop();
  });

  const named = (name: string): JobQueueDefinition<Greeting> => ({
    name: `${name}-${randomUUID()}`,
    attemptsMax: 2,
    concurrency: 1,
    perSecondMax: 100,
  });
  const add = (id: string, name = id) => jobs.queue(greetings).add({ id, payload: { name } });
  const greet = async ({ name }: Greeting) => {
    if (away) throw new JobRefused(`${name} is away`);
    greeted.push(name);
  };
  const failing = async (...ids: string[]) => {
    await jobs.work(greetings, greet);
    for (const [index, id] of ids.entries()) {
      await add(id);
      await recorded.until(() => recorded.failures.length === index + 1);
    }
  };
  const shown = async () => (await jobs.failed(10)).map(({ id }) => id);

  it('are shown with why and when, the newest first', async () => {
    const before = Date.now();
    await failing('Ada', 'Audrey', 'Grace');
    const failed = await jobs.failed(2);
    expect(failed).toMatchObject([
      {
        queue: greetings.name,
        id: 'Grace',
        payload: { name: 'Grace' },
        reason: 'Grace is away',
        attempts: 1,
      },
      { id: 'Audrey' },
    ]);
    expect(failed[0]?.failedAt.getTime()).toBeGreaterThanOrEqual(before);
    expect(await jobs.failed(0)).toEqual([]);
  });

  it('are shown of all queues, also to a process that works on none', async () => {
    await failing('Ada');
    const farewells = named('farewells');
    await jobs.work(farewells, greet);
    await jobs.queue(farewells).add({ id: 'Grace', payload: { name: 'Grace' } });
    await recorded.until(() => recorded.failures.length === 2);
    const other = await Jobs.open({ DATABASE_URL: database.url, ...backend.urls }, new RecordedJobs());
    other.queue(greetings);
    other.queue(farewells);
    expect((await other.failed(10)).map(({ id }) => id)).toEqual(['Grace', 'Ada']);
    await other.close();
  });

  it('are done when the operator has one retried, and shown no more', async () => {
    await failing('Ada', 'Audrey');
    away = false;
    expect(await jobs.retry(greetings.name, 'Ada')).toBe(true);
    await recorded.until(() => recorded.completedJobs === 1);
    expect(greeted).toEqual(['Ada']);
    expect(await shown()).toEqual(['Audrey']);
  });

  it('have all their attempts again', async () => {
    await jobs.work(greetings, async () => Promise.reject(new Error('nobody there')));
    await add('Ada');
    await recorded.until(() => recorded.failures.length === 2);
    await jobs.retry(greetings.name, 'Ada');
    await recorded.until(() => recorded.failures.length === 4);
    expect(recorded.failures.map(({ final }) => final)).toEqual([false, true, false, true]);
    expect(await jobs.failed(10)).toMatchObject([{ id: 'Ada', attempts: 2 }]);
  });

  it('are all retried at once', async () => {
    const names = Array.from({ length: 25 }, (_, index) => `guest-${index}`);
    await failing(...names);
    away = false;
    expect([...(await jobs.retryAll(greetings.name))].sort()).toEqual([...names].sort());
    await recorded.until(() => recorded.completedJobs === 25);
    expect(await shown()).toEqual([]);
    expect(await jobs.retryAll(greetings.name)).toEqual([]);
  });

  it('are retried once by two operators at the same time', async () => {
    await failing('Ada');
    away = false;
    const retries = await Promise.all([1, 2, 3].map(() => jobs.retry(greetings.name, 'Ada')));
    expect(retries.filter(Boolean)).toHaveLength(1);
    await recorded.until(() => recorded.completedJobs === 1);
    expect(greeted).toEqual(['Ada']);
  });

  it('are revived by whoever finds the work again, with what is to be done now', async () => {
    await failing('Ada');
    away = false;
    await add('Ada', 'Ada Lovelace');
    await recorded.until(() => recorded.completedJobs === 1);
    expect(greeted).toEqual(['Ada Lovelace']);
    expect(await shown()).toEqual([]);
    await add('Grace'); // behind anything that was added with the revival
    await recorded.until(() => greeted.includes('Grace'));
    expect(greeted).toEqual(['Ada Lovelace', 'Grace']);
  });

  it('leave those alone that wait', async () => {
    await add('Ada');
    await add('Ada', 'Ada Lovelace');
    expect(await jobs.retry(greetings.name, 'Ada')).toBe(false);
    expect(await jobs.retry(greetings.name, 'nobody')).toBe(false);
    away = false;
    await jobs.work(greetings, greet);
    await add('last');
    await recorded.until(() => recorded.completedJobs === 2);
    expect(greeted).toEqual(['Ada', 'last']);
  });

  it('of a repeated job are forgotten when it is done again', async () => {
    let calls = 0;
    await jobs.work(greetings, async () => {
      calls += 1;
      if (calls === 1) throw new JobRefused('not yet');
      if (calls === 2) greeted.push(...(await shown()));
    });
    await jobs.queue(greetings).repeat(100, { name: 'Ada' });
    await recorded.until(() => recorded.completedJobs >= 1);
    expect(greeted).toHaveLength(1);
    expect(await shown()).toEqual([]);
  });

  it('are counted', async () => {
    await failing('Ada', 'Audrey');
    expect(await recorded.failedCounts()).toEqual(new Map([[greetings.name, 2]]));
    away = false;
    await jobs.retry(greetings.name, 'Ada');
    await recorded.until(() => recorded.completedJobs === 1);
    expect(await recorded.failedCounts()).toEqual(new Map([[greetings.name, 1]]));
  });

  it('are looked for in queues that there are', async () => {
    await expect(jobs.retry('greetngs', 'Ada')).rejects.toThrow(UnknownQueue);
    await expect(jobs.retryAll('greetngs')).rejects.toThrow(
      /^There is no queue "greetngs". The queues are: .*record-expiry/,
    );
  });
});
