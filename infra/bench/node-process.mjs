/** An event store in a process of its own, as `bench` forks it: on a free port, with its log in the database named. */
import { openEmbeddedEventStore, serveGrpc } from '../../dist/libs/embedded-event-store/src/index.js';

const opened = await openEmbeddedEventStore({ databaseUrl: process.argv[2] });
const server = await serveGrpc(opened, { host: '127.0.0.1', port: 0 });
process.on('message', () => process.send({ peakBytes: process.resourceUsage().maxRSS * 1_024 }));
process.once('disconnect', async () => {
  await server.close();
  await opened.close();
});
process.send({ port: server.port });
