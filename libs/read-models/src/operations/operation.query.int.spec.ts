import { busyHistory } from '../testing/busy-history.js';
import { createReadModelsFixture, type ReadModelsFixture } from '../testing/read-models-fixture.js';
import { LedgerHistory } from '../testing/ledger-history.js';
import { OperationQuery } from './operation.query.js';

describe('the index of operations', () => {
  let fixture: ReadModelsFixture;
  let query: OperationQuery;
  beforeAll(async () => {
    fixture = await createReadModelsFixture();
    query = new OperationQuery(fixture.database);
  });
  beforeEach(() => fixture.empty());
  afterAll(() => fixture.close());

  it('finds an operation in its stream, and in no other', async () => {
    const { events } = busyHistory(2, 10);
    await fixture.project(events);
    const event = events.at(-1);
    const operationId = String(event?.metadata['operationId']);
    expect(await query.find('account-acc-1', operationId)).toEqual({
      operationId,
      requestHash: 'f'.repeat(64),
      firstRevision: event?.revision,
      lastRevision: event?.revision,
      position: event?.position,
    });
    expect(await query.find('account-acc-0', operationId)).toBeNull();
    expect(await query.find('account-acc-1', 'never-heard-of')).toBeNull();
  });

  it('finds many at once', async () => {
    const { events } = busyHistory(1, 10);
    await fixture.project(events);
    const ids = events.slice(-3).map(({ metadata }) => String(metadata['operationId']));
    expect([...(await query.findMany('account-acc-0', [...ids, 'unknown'])).keys()].sort()).toEqual(
      ids.sort(),
    );
    expect((await query.findMany('account-acc-0', [])).size).toBe(0);
  });

  it('keeps first and last event of an operation whose events came in two batches', async () => {
    const history = new LedgerHistory();
    const metadata = { operationId: 'op', requestHash: 'hash' };
    const part = (revision: bigint) =>
      history.foreign({ type: 'SomethingNew', streamName: 'account-acc-1', revision, metadata });
    await fixture.project([part(4n), part(5n)]);
    await fixture.project([part(6n)]);
    expect(await query.find('account-acc-1', 'op')).toMatchObject({
      firstRevision: 4n,
      lastRevision: 6n,
      position: 7n,
    });
  });
});
