import { accountKind, Aggregates, requestHash } from '#libs/aggregates';
import { openEmbeddedEventStore } from '#libs/embedded-event-store';
import { migrateIdentity } from '#libs/identity';
import { amount, streamName, ZERO, type AccountCommand, type RateHistory } from '#libs/ledger';
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
  /** Made two hours ago, of nothing, expired a minute later. */
  hold(accountId: string, holdId: string): Promise<void>;
  /** The grants and holds whose expiry is in the log, as often as it is there. */
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
  const twoHoursAgo = async (aggregateId: string, command: AccountCommand) => {
    const then = new Date(Date.now() - 120 * MINUTE_MS);
    now = () => then;
    const outcome = await aggregates.execute(accountKind, { aggregateId, operation: operation(), command });
    now = () => new Date();
    if (outcome.refusal) throw new Error(outcome.refusal.code);
  };
  const system: SmallSystem = {
    databaseUrl: postgres.url,
    api: await startSmallApi(aggregates),
    restartApi: async () => {
      system.api = await startSmallApi(aggregates, system.api.port);
    },
    grant: async (accountId, grantId, expiredMinutesAgo) => {
      const expiresAt = new Date(Date.now() - expiredMinutesAgo * MINUTE_MS);
      await twoHoursAgo(accountId, { ...GIFT, grantId, expiresAt });
    },
    hold: async (accountId, holdId) => {
      await twoHoursAgo(accountId, { ...GIFT, grantId: `of-${accountId}`, expiresAt: null });
      await twoHoursAgo(accountId, { ...RESERVATION, operationId: holdId });
    },
    expired: async (accountId) => {
      const ids: string[] = [];
      for await (const { type, data } of log.store.readStream(streamName('account', accountId)))
        if (type === 'TokensExpired' || type === 'HoldExpired')
          ids.push(String(data['grantId'] ?? data['holdId']));
      return ids;
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

const RATES: RateHistory = {
  rates: [
    {
      feature: 'ai_bots',
      name: 'AI Bots',
      engine: null,
      icon: null,
      unit: 'word',
      tokensPerUnit: amount('1'),
      multipliers: new Map(),
      effectiveFrom: new Date(0),
      revision: 0,
    },
  ],
};

const RESERVATION = {
  type: 'ReserveTokens',
  model: 'gpt-5-nano',
  feature: 'ai_bots',
  quantity: { units: ZERO },
  rates: RATES,
  overagePolicy: 'reject',
  ttlSeconds: 60,
  ttlSecondsMax: 60,
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
