import { createMetrics } from '../metrics/metrics.js';
import { serveHealth, type HealthServer } from './health-server.js';
import { checkHealth } from './health.js';

it('is ok when every check is', async () => {
  expect(await checkHealth({ postgres: () => Promise.resolve() })).toEqual({
    status: 'ok',
    checks: { postgres: { status: 'ok' } },
  });
});

it('names the part that is not well, and why', async () => {
  const report = await checkHealth({
    postgres: () => Promise.resolve(),
    'event store': () => Promise.reject(new Error('connection refused')),
  });
  expect(report).toMatchObject({
    status: 'unavailable',
    checks: {
      postgres: { status: 'ok' },
      'event store': { status: 'unavailable', reason: 'connection refused' },
    },
  });
});

it('does not wait for ever', async () => {
  const report = await checkHealth({ postgres: () => new Promise(() => undefined) }, 10);
  expect(report.checks['postgres']?.reason).toBe('no answer within 10 ms');
});

describe('the health server', () => {
  let well = true;
  let server: HealthServer;
  beforeAll(async () => {
    const checks = { postgres: () => (well ? Promise.resolve() : Promise.reject(new Error('gone'))) };
    server = await serveHealth({ host: '127.0.0.1', port: 0, checks, metrics: createMetrics('test') });
  });
  afterAll(() => server.close());
  const get = (path: string) => fetch(`http://127.0.0.1:${server.port}${path}`);

  it('is live while it answers', async () => {
    well = false;
    expect((await get('/health/live')).status).toBe(200);
  });

  it('is ready only when every check is ok', async () => {
    well = true;
    expect((await get('/health/ready')).status).toBe(200);
    well = false;
    const refused = await get('/health/ready');
    expect(refused.status).toBe(503);
    expect(await refused.json()).toMatchObject({ checks: { postgres: { reason: 'gone' } } });
  });

  it('shows metrics with the event loop lag', async () => {
    expect(await (await get('/metrics')).text()).toContain('nodejs_eventloop_lag_seconds{process="test"}');
  });

  it('has nothing else', async () => {
    expect((await get('/')).status).toBe(404);
  });
});
