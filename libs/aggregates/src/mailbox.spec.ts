import type { DomainEvent } from './aggregate-kind.js';
import { MailboxFull } from './command-request.js';
import { Mailbox, type Letter } from './mailbox.js';
import { consume } from './testing/account-commands.js';

/** The box looks for letters once in a turn of the event loop. */
const nextBatch = async () => {
  await new Promise(setImmediate);
  await new Promise(setImmediate);
};

type Batch = readonly Letter<unknown, DomainEvent>[];

/** A mailbox whose batches wait until the test lets them go. */
function mailbox(limits = { batchMax: 10, waitingMax: 10 }) {
  const batches: { operationIds: string[]; finish: (error?: Error) => void }[] = [];
  let idle = 0;
  const process = async (batch: Batch) =>
    await new Promise<void>((resolve, reject) => {
      batches.push({
        operationIds: batch.map((letter) => letter.request.operation.operationId),
        finish: (error) => {
          if (error) return reject(error);
          for (const letter of batch) letter.answer({ refusal: null, events: [], replayed: false });
          resolve();
        },
      });
    });
  const box = new Mailbox<unknown, DomainEvent>(process, limits, () => (idle += 1));
  return { box, batches, idle: () => idle };
}

it('takes together what arrives together, and gathers what arrives during a write', async () => {
  const { box, batches, idle } = mailbox();
  const early = ['a', 'b'].map((id) => box.deliver(consume(id, '1')));
  await nextBatch();
  expect(batches.map((batch) => batch.operationIds)).toEqual([['a', 'b']]);
  const late = ['c', 'd'].map((id) => box.deliver(consume(id, '1')));
  await nextBatch();
  expect(batches).toHaveLength(1);
  batches[0]?.finish();
  await Promise.all(early);
  await nextBatch();
  expect(batches[1]?.operationIds).toEqual(['c', 'd']);
  expect(idle()).toBe(0);
  batches[1]?.finish();
  await Promise.all(late);
});

it('says when nothing is left to do, and starts again with the next letter', async () => {
  const { box, batches, idle } = mailbox();
  const first = box.deliver(consume('a', '1'));
  await nextBatch();
  batches[0]?.finish();
  await first;
  await nextBatch();
  expect(idle()).toBe(1);
  void box.deliver(consume('b', '1'));
  await nextBatch();
  expect(batches[1]?.operationIds).toEqual(['b']);
});

it('takes no more into a batch than its limit', async () => {
  const { box, batches } = mailbox({ batchMax: 2, waitingMax: 10 });
  const answers = ['a', 'b', 'c'].map((id) => box.deliver(consume(id, '1')));
  await nextBatch();
  expect(batches[0]?.operationIds).toEqual(['a', 'b']);
  batches[0]?.finish();
  await nextBatch();
  expect(batches[1]?.operationIds).toEqual(['c']);
  batches[1]?.finish();
  await Promise.all(answers);
});

it('fails the letters of a failed batch and goes on with the next', async () => {
  const { box, batches } = mailbox({ batchMax: 1, waitingMax: 10 });
  const [a, b] = ['a', 'b'].map((id) => box.deliver(consume(id, '1')));
  await nextBatch();
  batches[0]?.finish(new Error('the log is away'));
  await expect(a).rejects.toThrow('the log is away');
  await nextBatch();
  batches[1]?.finish();
  await expect(b).resolves.toMatchObject({ replayed: false });
});

it('refuses more waiting letters than its limit', async () => {
  const { box } = mailbox({ batchMax: 1, waitingMax: 2 });
  for (const id of ['first', 'second']) void box.deliver(consume(id, '1'));
  await expect(box.deliver(consume('third', '1'))).rejects.toThrow(MailboxFull);
});
