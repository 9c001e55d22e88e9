import { events, read, useNode, type NodeFactory } from './node-under-test.contract.js';
import { aCategory, projection, targets, whenThere } from './projected-streams.contract.js';

const system = ['$by_category', '$by_correlation_id', '$by_event_type', '$stream_by_category', '$streams'];

export function describeProjections(factory: NodeFactory): void {
  describe('projections', () => {
    const client = useNode(factory);
    const name = '$by_category';
    afterEach(() => client().enableProjection(name));

    it('are those of the system, which run when they are enabled', async () => {
      const names = (await client().listProjections()).map((each) => each.name);
      expect(names).toEqual(expect.arrayContaining(system));
      await client().disableProjection(name);
      expect(await projection(client(), name)).toMatchObject({
        name,
        effectiveName: name,
        status: 'Stopped',
      });
      await client().enableProjection(name);
      expect(await projection(client(), name)).toMatchObject({
        status: 'Running',
        projectionStatus: 'Running',
      });
    });

    it('make up for what happened while they were disabled', async () => {
      const category = aCategory();
      await client().appendToStream(`${category}-1`, events(2));
      await whenThere(client(), `$ce-${category}`, 2);
      await client().disableProjection(name);
      await client().appendToStream(`${category}-1`, events(2));
      await client().enableProjection(name);
      const links = await whenThere(client(), `$ce-${category}`, 4);
      expect(targets(links)).toEqual([0, 1, 2, 3].map((revision) => `${revision}@${category}-1`));
    });

    it('write nothing twice when they are aborted', async () => {
      const category = aCategory();
      await client().appendToStream(`${category}-1`, events(20));
      await whenThere(client(), `$ce-${category}`, 1);
      await client().abortProjection(name);
      expect(await projection(client(), name)).toMatchObject({ projectionStatus: 'Aborted' });
      await client().appendToStream(`${category}-1`, events(1));
      await client().enableProjection(name);
      const links = await whenThere(client(), `$ce-${category}`, 21);
      expect(targets(links)).toEqual(
        Array.from({ length: 21 }, (_, revision) => `${revision}@${category}-1`),
      );
    });

    it('begin anew when they are reset', async () => {
      const category = aCategory();
      await client().appendToStream(`${category}-1`, events(3));
      await whenThere(client(), `$ce-${category}`, 3);
      await client().resetProjection(name);
      await client().enableProjection(name);
      for (;;) {
        const links = await whenThere(client(), `$ce-${category}`, 3);
        if (links[0]?.event?.revision !== 3n) continue;
        expect(targets(links)).toEqual([0, 1, 2].map((revision) => `${revision}@${category}-1`));
        break;
      }
    });

    it('go on when their subsystem is restarted', async () => {
      const category = aCategory();
      await client().restartSubsystem();
      await client().appendToStream(`${category}-1`, events(1));
      await whenThere(client(), `$ce-${category}`, 1);
    });

    it('have no state of their own', async () => {
      expect(await client().getProjectionState(name)).toEqual({});
    });

    it('are not there by any other name', async () => {
      const unknown = { type: 'unknown' };
      await expect(client().getProjectionStatus('nothing')).rejects.toMatchObject(unknown);
      await expect(client().enableProjection('nothing')).rejects.toMatchObject(unknown);
      await expect(client().disableProjection('nothing')).rejects.toMatchObject(unknown);
      await expect(client().resetProjection('nothing')).rejects.toMatchObject(unknown);
      await expect(client().getProjectionState('nothing')).rejects.toMatchObject(unknown);
    });

    it('leave streams alone that nobody asked them for', async () => {
      const category = aCategory();
      await client().appendToStream(`${category}-1`, events(1));
      await whenThere(client(), `$ce-${category}`, 1);
      await expect(read(client(), `$ce-${aCategory()}`)).rejects.toMatchObject({ type: 'stream-not-found' });
    });
  });
}
