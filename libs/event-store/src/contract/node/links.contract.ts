import { binaryEvent, jsonEvent, type ResolvedEvent } from '@eventstore/db-client';
import { aStream, events, read, useNode, type NodeFactory } from './node-under-test.contract.js';

const linkTo = (target: string) => binaryEvent({ type: '$>', data: Buffer.from(target) });
const resolving = { resolveLinkTos: true };

export function describeLinks(factory: NodeFactory): void {
  describe('links', () => {
    const client = useNode(factory);
    const linked = async (...targets: string[]) => {
      const links = aStream();
      await client().appendToStream(links, targets.map(linkTo));
      return links;
    };
    const target = async () => {
      const stream = aStream();
      await client().appendToStream(stream, events(5));
      return stream;
    };

    it('lead to their events, in both directions and across streams', async () => {
      const [one, other] = [await target(), await target()];
      const links = await linked(`3@${one}`, `0@${other}`);
      const found = await read(client(), links, resolving);
      expect(found.map(({ event }) => [event?.streamId, event?.revision])).toEqual([
        [one, 3n],
        [other, 0n],
      ]);
      expect(found.map(({ link }) => [link?.streamId, link?.revision])).toEqual([
        [links, 0n],
        [links, 1n],
      ]);
      const back = await read(client(), links, { ...resolving, direction: 'backwards', fromRevision: 'end' });
      expect(back.map(({ event }) => event?.streamId)).toEqual([other, one]);
    });

    it('come at their own position, not that of their event', async () => {
      const stream = await target();
      const { position: at } = await client().appendToStream(aStream(), linkTo(`0@${stream}`));
      if (!at) throw new Error('Appends are answered with a position.');
      const all = client().readAll({ ...resolving, fromPosition: at, maxCount: 1 });
      for await (const { event, link, commitPosition } of all) {
        expect(commitPosition).toBe(at.commit);
        expect(link).toMatchObject({ position: at });
        expect(event).toMatchObject({ streamId: stream, revision: 0n });
        expect(event?.position.commit).toBeLessThan(at.commit);
      }
    });

    it('stay as they are when nobody asks', async () => {
      const links = await linked(`0@${await target()}`);
      const [found] = await read(client(), links);
      expect(found).toMatchObject({ event: { type: '$>', streamId: links } });
      expect(found?.link).toBeUndefined();
    });

    const alone = async (links: string) => {
      const [found] = await read(client(), links, resolving);
      expect(found).toMatchObject({ link: { type: '$>', streamId: links } });
      expect(found?.event).toBeUndefined();
    };

    it('come alone when their event is missing, hidden, deleted or dead', async () => {
      const [short, truncated, deleted, dead] = [
        await target(),
        await target(),
        await target(),
        await target(),
      ];
      await client().setStreamMetadata(truncated, { truncateBefore: 3 });
      await client().deleteStream(deleted);
      await client().tombstoneStream(dead);
      await alone(await linked(`9@${short}`));
      await alone(await linked(`0@${aStream()}`));
      await alone(await linked(`2@${truncated}`));
      await alone(await linked(`4@${deleted}`));
      await alone(await linked(`4@${dead}`));
      const [visible] = await read(client(), await linked(`3@${truncated}`), resolving);
      expect(visible?.event).toMatchObject({ streamId: truncated, revision: 3n });
    });

    it.each(['nothing', '', 'x@stream', '@stream', '99999999999999999999@stream'])(
      'that make no sense come as events: "%s"',
      async (text) => {
        const [found] = await read(client(), await linked(text), resolving);
        expect(found?.event).toMatchObject({ type: '$>' });
        expect(found?.link).toBeUndefined();
      },
    );

    it('name a stream by all that follows the first @, as JSON or bytes', async () => {
      const stream = `${aStream()}@home@work`;
      await client().appendToStream(stream, events(1));
      const links = await linked(`0@${stream}`);
      const asJson = jsonEvent({ type: '$>', data: {} });
      await client().appendToStream(links, asJson);
      const found = await read(client(), links, resolving);
      expect(found[0]?.event?.streamId).toBe(stream);
      expect(found[1]?.event?.type).toBe('$>');
    });

    it('lead one step, to a link if that is there', async () => {
      const first = await linked(`0@${await target()}`);
      const [found] = await read(client(), await linked(`0@${first}`), resolving);
      expect(found?.event).toMatchObject({ type: '$>', streamId: first });
    });

    it('are resolved for subscribers, in history and live', async () => {
      const stream = await target();
      const links = await linked(`0@${stream}`);
      const seen: ResolvedEvent[] = [];
      for await (const resolved of client().subscribeToStream(links, resolving)) {
        seen.push(resolved);
        if (seen.length === 1) await client().appendToStream(links, [linkTo(`1@${stream}`), linkTo('7@x')]);
        if (seen.length === 3) break;
      }
      expect(seen.map(({ event }) => event?.revision)).toEqual([0n, 1n, undefined]);
      expect(seen.map(({ link }) => link?.revision)).toEqual([0n, 1n, 2n]);
    });
  });
}
