import { Server, ServerCredentials, status } from '@grpc/grpc-js';
import { HostileHttp2 } from '../testing/hostile-http2.js';
import { eventually } from '../testing/open-test-log.js';
import { CallLimit } from './call-limit.js';
import { StreamsService } from './protocol.js';

it('refuses calls beyond its limit, and takes them again when others are gone', async () => {
  const limit = new CallLimit(3);
  const server = new Server({ interceptors: [limit.interceptor] });
  server.addService(StreamsService, { batchAppend: () => undefined });
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  const client = await HostileHttp2.open(`http://127.0.0.1:${port}`);
  const call = () => client.call('streams.Streams/BatchAppend');
  const open = [call(), call(), call()];
  await eventually(() => limit.openCalls === 3);
  expect(await HostileHttp2.statusOf(call())).toBe(status.RESOURCE_EXHAUSTED);
  open[0]?.close();
  await eventually(() => limit.openCalls === 2);
  call();
  await eventually(() => limit.openCalls === 3);
  client.close();
  await eventually(() => limit.openCalls === 0);
  server.forceShutdown();
});
