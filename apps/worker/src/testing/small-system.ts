import { accountKind, Aggregates, requestHash } from '#libs/aggregates';
import { openEmbeddedEventStore } from '#libs/embedded-event-store';
import { migrateIdentity } from '#libs/identity';
import { amount, streamName } from '#libs/ledger';
import { createTestDatabase } from '#libs/platform/testing';
import { migrateReadModels, ProjectionRunner } from '#libs/read-models';
import { randomUUID } from 'node:crypto';
import { startSmallApi, type SmallApi } from './small-api.js';

const MINUTE_MS = 60_000;

export interface SmallSystem {
  readonly databaseUrl: string;
  api: SmallApi;
  /** The API again, where it was. */
  restartApi(): Promise<void>;
  /** Given two hours ago, expired since then. */
  grant(accountId: string, grantId: string, expiredMinutesAgo: number): Promise<void>;
  /** The grants whose expiry is in the log, as often as it is there. */
  expired(accountId: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** A log, a projector and the one route of the API that the worker needs: all real but for the HTTP server. */
export async function startSmallSystem(): Promise<SmallSystem> {
  const postgres = await createTestDatabase();
  await Promise.all([migrateReadModels(postgres.url), migrateIdentity(postgres.url)]);
  const log = await openEmbeddedEventStore({ databaseUrl: postgres.url });
  let now = () => new Date();
  const aggregates = new Aggregates({ eventStore: log.store, clock: () => now() });
  const projector = new ProjectionRunner({ databaseUrl: postgres.url, eventStore: log.store });
  const stopping = new AbortController();
  const projected = projector.run(stopping.signal);
  const system: SmallSystem = {
    databaseUrl: postgres.url,
    api: await startSmallApi(aggregates),
    restartApi: async () => {
      system.api = await startSmallApi(aggregates, system.api.port);
    },
    grant: async (accountId, grantId, expiredMinutesAgo) => {
      const today = Date.now();
      now = () => new Date(today - 120 * MINUTE_MS);
      const expiresAt = new Date(today - expiredMinutesAgo * MINUTE_MS);
      const outcome = await aggregates.execute(accountKind, {
        aggregateId: accountId,
        operation: operation(),
        command: { ...GIFT, grantId, expiresAt },
      });
      now = () => new Date();
      if (outcome.refusal) throw new Error(outcome.refusal.code);
    },
    expired: async (accountId) => {
      const grants: string[] = [];
      for await (const { type, data } of log.store.readStream(streamName('account', accountId)))
        if (type === 'TokensExpired') grants.push(String(data['grantId']));
      return grants;
    },
    close: async () => {
      await system.api.close();
      stopping.abort();
      await projected.finally(() => projector.close());
      await log.close();
      await postgres.drop();
    },
  };
  return system;
}

const GIFT = {
  type: 'GrantTokens',
  model: 'gpt-5-nano',
  amount: amount('1000'),
  source: 'bonus',
  priority: 100,
  reason: null,
} as const;

function operation() {
  const operationId = randomUUID();
  return {
    operationId,
    requestHash: requestHash({ operationId }),
    actor: 'system:test',
    correlationId: operationId,
    causationId: operationId,
  };
}
