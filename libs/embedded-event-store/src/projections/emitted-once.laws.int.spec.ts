// Random histories, with projections that are stopped, disabled and killed between any two of their appends: in the
// end each stream that they write has one link for each event, in the order of the log.

import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { LogEntry } from '../engine/log-entry.js';
import { collect, eventually, openTestLog, type TestLog } from '../testing/open-test-log.js';
import { mortalLog, type MortalLog } from '../testing/mortal-log.js';
import { Projections } from './projections.js';

let log: TestLog;
beforeAll(async () => (log = await openTestLog()));
afterAll(() => log.dispose());

type Step =
  | { readonly kind: 'append' | 'describe' | 'delete'; readonly stream: string; readonly count: number }
  | { readonly kind: 'stop' | 'disable' | 'settle' }
  /** Nothing is written after so many appends more; then another process begins. */
  | { readonly kind: 'kill'; readonly after: number };

const write = fc.record({
  kind: fc.constantFrom<'append' | 'describe' | 'delete'>('append', 'append', 'append', 'describe', 'delete'),
  stream: fc.constantFrom('a-1', 'a-2', 'b-1', 'none'),
  count: fc.integer({ min: 1, max: 5 }),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: write },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom<'stop' | 'disable' | 'settle'>('stop', 'disable', 'settle'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant<'kill'>('kill'), after: fc.nat({ max: 6 }) }) },
);
const watched = ['$by_category', '$by_event_type', '$streams'];

it('writes one link for each event, in the order of the log, whenever it is interrupted', async () => {
  let process = await begin();
  await Promise.all(watched.map((name) => process.projections.named(name).enable()));
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const run = `r${randomUUID().replaceAll('-', '')}`;
      for (const each of steps) process = await take(each, run, process);
      await settle(process);
      const events = await collect(log.engine.readAll({ direction: 'forwards', from: 0n, limit: Infinity }));
      expectLinked(events, run);
    }),
    { numRuns: 40 },
  );
  await process.projections.close();
});

interface Process {
  readonly mortal: MortalLog;
  readonly projections: Projections;
}

async function begin(): Promise<Process> {
  const mortal = mortalLog(log.engine);
  return { mortal, projections: await Projections.open(mortal.log) };
}

async function take(step: Step, run: string, process: Process): Promise<Process> {
  const { mortal, projections } = process;
  switch (step.kind) {
    case 'append':
      await append(
        `${run}${step.stream}`,
        Array.from({ length: step.count }, () => 'Happened'),
      );
      return process;
    case 'describe':
      await append(`$$${run}${step.stream}`, ['$metadata']);
      return process;
    case 'delete':
      await log.engine
        .deleteStream({ streamName: `${run}${step.stream}`, expectedRevision: 'any' })
        .catch(() => undefined);
      return process;
    case 'settle':
      await settle(process);
      return process;
    case 'disable':
      await Promise.all(watched.map((name) => projections.named(name).disable()));
      await Promise.all(watched.map((name) => projections.named(name).enable()));
      return process;
    case 'kill':
      mortal.dieAfter(step.after);
      await eventually(() => mortal.isDead || isSettled(projections));
      mortal.dieAfter(0);
      await projections.close();
      return await begin();
    case 'stop':
      await projections.close();
      return await begin();
  }
}

async function append(streamName: string, types: readonly string[]): Promise<void> {
  const events = types.map((type) => {
    const [data, metadata] = [Buffer.from('{}'), Buffer.alloc(0)];
    return { id: randomUUID(), type, isJson: true, data, metadata };
  });
  await log.engine.append({ streamName, expectedRevision: 'any', events });
}

const settle = ({ projections }: Process) => eventually(() => isSettled(projections));

function isSettled(projections: Projections): boolean {
  const end = `C:${log.engine.position}/P:${log.engine.position}`;
  return watched.every((name) => projections.named(name).statistics.position === end);
}

function expectLinked(events: readonly LogEntry[], run: string): void {
  const own = events.filter(({ streamName }) => streamName.replace(/^\$\$/, '').startsWith(run));
  const nameOf = ({ streamName }: LogEntry) => streamName.replace(/^\$\$/, '');
  const links = (streamName: string) =>
    events
      .filter((each) => each.streamName === streamName)
      .map(({ data }) => Buffer.from(data).toString('utf8'));
  for (const category of [`${run}a`, `${run}b`]) {
    const expected = own.filter((each) => nameOf(each).startsWith(`${category}-`));
    expect(links(`$ce-${category}`)).toEqual(
      expected.map(({ revision, streamName }) => `${revision}@${streamName}`),
    );
  }
  const ofRun = (streamName: string) => links(streamName).filter((data) => data.includes(run));
  const happened = own.filter(({ type }) => type === 'Happened');
  expect(ofRun('$et-Happened')).toEqual(happened.map((each) => `${each.revision}@${each.streamName}`));
  const first = own.filter(({ revision }) => revision === 0n);
  expect(ofRun('$streams')).toEqual(first.map(({ streamName }) => `0@${streamName}`));
}
