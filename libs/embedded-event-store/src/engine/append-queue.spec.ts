import { randomUUID } from 'node:crypto';
import { AppendQueue } from './append-queue.js';
import { WaitingAppend } from './waiting-append.js';

let queue: AppendQueue;
beforeEach(() => (queue = new AppendQueue(() => true)));
afterEach(() => queue.failAll(null));
afterEach(() => queue.settle());

function append(streamName: string, count: number, isBehind = false): void {
  const [data, metadata] = [Buffer.from('{}'), Buffer.alloc(0)];
  const events = Array.from({ length: count }, () => {
    return { id: randomUUID(), type: 'Happened', isJson: true, data, metadata };
  });
  const request = { streamName, expectedRevision: 'any', events, isBehind } as const;
  queue.add(new WaitingAppend(request, Infinity, () => undefined));
}

const taken = () => queue.take().map(({ request }) => request.streamName);
const appends = (streamName: string, count: number) => Array.from({ length: count }, () => streamName);

it('takes what waits in the order in which it came, as much as a commit holds', () => {
  append('first', 4_000);
  append('second', 90);
  append('third', 10);
  expect(taken()).toEqual(['first', 'second']);
  queue.settle();
  expect(taken()).toEqual(['third']);
});

it('never splits an append, however large', () => {
  append('first', 5_000);
  append('second', 1);
  expect(taken()).toEqual(['first']);
});

describe('what is written behind the log', () => {
  it('waits for everybody else, and goes on all the same', () => {
    for (let index = 0; index < 20; index += 1) append('link', 128, true);
    append('order', 1);
    expect(taken()).toEqual(['order', ...appends('link', 4)]);
    queue.settle();
    expect(taken()).toEqual(appends('link', 4));
  });

  it('may be more where others write more', () => {
    for (let index = 0; index < 20; index += 1) append('link', 128, true);
    append('order', 1_000);
    expect(taken()).toEqual(['order', ...appends('link', 15)]);
  });

  it('keeps its place when a commit was not written', () => {
    append('link', 128, true);
    append('order', 1);
    const first = taken();
    queue.giveBack();
    append('order', 1);
    expect(taken()).toEqual(['order', 'order', 'link']);
    expect(first).toEqual(['order', 'link']);
  });
});
