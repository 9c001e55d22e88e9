import { credentials, status, type ServiceError } from '@grpc/grpc-js';
import projectionsService from '@eventstore/db-client/generated/projections_grpc_pb.js';
import { serveTestLog, type ServedLog } from '../../testing/serve-test-log.js';
import { projections as messages, shared, type StatisticsResp } from '../protocol.js';

let served: ServedLog;
let raw: InstanceType<typeof projectionsService.ProjectionsClient>;
beforeAll(async () => {
  served = await serveTestLog();
  const address = new URL(served.url.replace('esdb:', 'http:')).host;
  raw = new projectionsService.ProjectionsClient(address, credentials.createInsecure());
});
afterAll(async () => {
  raw.close();
  await served.dispose();
});

const failure = (call: (done: (error: ServiceError | null) => void) => unknown) =>
  new Promise<ServiceError | null>((resolve) => call(resolve));

it('says that projections written by users are not supported', async () => {
  const continuous = new messages.CreateReq.Options.Continuous().setName('mine');
  const options = new messages.CreateReq.Options().setContinuous(continuous).setQuery('fromAll()');
  const error = await failure((done) => raw.create(new messages.CreateReq().setOptions(options), done));
  expect(error).toMatchObject({
    code: status.UNIMPLEMENTED,
    details: expect.stringContaining('not supported') as unknown,
  });
  for (const trackEmittedStreams of [true, false]) {
    const creating = served.client.createProjection('mine', 'fromAll()', {
      emitEnabled: true,
      trackEmittedStreams,
    });
    await expect(creating).rejects.toThrow('not supported');
  }
});

it('keeps the projections of the system', async () => {
  const options = new messages.DeleteReq.Options().setName('$by_category');
  const error = await failure((done) => raw.delete(new messages.DeleteReq().setOptions(options), done));
  expect(error).toMatchObject({ code: status.UNIMPLEMENTED });
  await expect(served.client.deleteProjection('nothing')).rejects.toMatchObject({ type: 'unknown' });
});

it('takes queries that make sense', async () => {
  await served.client.updateProjection('$by_category', 'last\n_');
  await expect(served.client.updateProjection('$by_category', 'fromAll()')).rejects.toThrow('separator');
  await served.client.updateProjection('$by_category', 'first\r\n-');
});

it('answers what 23.10 answers for a name that it does not know', async () => {
  const details = 'Envelope callback expected Updated, received NotFound instead';
  const options = new messages.EnableReq.Options().setName('nothing');
  const error = await failure((done) => raw.enable(new messages.EnableReq().setOptions(options), done));
  expect(error).toMatchObject({ code: status.UNKNOWN, details });
});

it.each<[string, (options: InstanceType<typeof messages.StatisticsReq.Options>) => void, number]>([
  ['of all', (options) => options.setAll(new shared.Empty()), 5],
  ['of continuous ones', (options) => options.setContinuous(new shared.Empty()), 5],
  ['by name', (options) => options.setName('$streams'), 1],
  ['of transient ones', (options) => options.setTransient(new shared.Empty()), 0],
  ['of those that run once', (options) => options.setOneTime(new shared.Empty()), 0],
])('gives statistics %s', async (_title, choose, count) => {
  const options = new messages.StatisticsReq.Options();
  choose(options);
  const found: StatisticsResp[] = [];
  for await (const message of raw.statistics(new messages.StatisticsReq().setOptions(options))) {
    found.push(message as StatisticsResp); // the stream is typed as `any`
  }
  expect(found).toHaveLength(count);
});
