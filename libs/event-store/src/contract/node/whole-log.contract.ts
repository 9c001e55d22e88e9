import { jsonEvent, type EventStoreDBClient, type ReadAllOptions } from '@eventstore/db-client';
import { aStream, anEvent, events, inLog, useNode, type NodeFactory } from './node-under-test.contract.js';

async function all(client: EventStoreDBClient, options: ReadAllOptions): Promise<string[]> {
  const found: string[] = [];
  for await (const { event } of client.readAll(options)) found.push(`${event?.position.commit}`);
  return found;
}

export function describeWholeLog(factory: NodeFactory): void {
  describe('the whole log', () => {
    const client = useNode(factory);

    it('holds events of the system from the beginning', async () => {
      const [first] = await all(client(), { maxCount: 1 });
      expect(BigInt(first ?? -1)).toBeGreaterThanOrEqual(0n);
      const types: string[] = [];
      for await (const { event } of client().readAll({ maxCount: 3 })) types.push(event?.type ?? '');
      expect(types.every((type) => type.startsWith('$'))).toBe(true);
    });

    it('is read forwards from a position on, and backwards from before it', async () => {
      const stream = aStream();
      const at: bigint[] = [];
      for (let index = 0; index < 4; index += 1) {
        const { position } = await client().appendToStream(stream, anEvent());
        at.push(position?.commit ?? 0n);
      }
      const from = { commit: at[1] ?? 0n, prepare: at[1] ?? 0n };
      expect(await all(client(), { fromPosition: from, maxCount: 3 })).toEqual(at.slice(1).map(String));
      const back = await all(client(), { direction: 'backwards', fromPosition: from, maxCount: 1 });
      expect(back).toEqual([String(at[0])]);
      const newest = await all(client(), { direction: 'backwards', fromPosition: 'end', maxCount: 2 });
      expect(newest).toEqual([String(at[3]), String(at[2])]);
    });

    it('can be read from any position, also where no event is', async () => {
      const far = { commit: 10n ** 15n, prepare: 10n ** 15n };
      expect(await all(client(), { fromPosition: far, maxCount: 5 })).toEqual([]);
      expect(await all(client(), { direction: 'backwards', fromPosition: far, maxCount: 2 })).toHaveLength(2);
    });

    it('shows metadata, links and what is truncated or deleted', async () => {
      const stream = aStream();
      await client().appendToStream(stream, events(2));
      await client().setStreamMetadata(stream, { truncateBefore: 1 });
      await client().appendToStream(stream, jsonEvent({ type: '$>', data: {} }));
      await client().deleteStream(stream);
      expect(await inLog(client(), [stream, `$$${stream}`])).toEqual([
        `0@${stream}`,
        `1@${stream}`,
        `0@$$${stream}`,
        `2@${stream}`,
        `1@$$${stream}`,
      ]);
    });

    it('hides the book-keeping of subscriptions to itself, which can be read by name', async () => {
      const group = aStream();
      const hidden = [
        `$persistentsubscription-$all::${group}-checkpoint`,
        `$persistentsubscription-$all::${group}-parked`,
      ];
      const shown = [`$persistentsubscription-other::${group}-checkpoint`];
      for (const stream of [...hidden, ...shown]) await client().appendToStream(stream, events(2));
      expect(await inLog(client(), [...hidden, ...shown])).toEqual(
        shown.flatMap((name) => [`0@${name}`, `1@${name}`]),
      );
      for (const stream of hidden) {
        const found: unknown[] = [];
        for await (const { event } of client().readStream(stream)) found.push(event);
        expect(found).toHaveLength(2);
      }
      expect(await all(client(), { direction: 'backwards', fromPosition: 'end', maxCount: 7 })).toHaveLength(
        7,
      );
    });
  });
}
