import {
  accountKind,
  Aggregates,
  requestHash,
  subscriptionKind,
  topUpKind,
  type AggregateKind,
  type DomainEvent,
} from '#libs/aggregates';
import { openEmbeddedEventStore } from '#libs/embedded-event-store';
import { migrateIdentity } from '#libs/identity';
import {
  amount,
  streamName,
  ZERO,
  type AccountCommand,
  type RateHistory,
  type StreamKind,
} from '#libs/ledger';
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
  /** Started 31 days ago and paid for: its second period is to be paid. */
  subscribe(subscriptionId: string): Promise<void>;
  /** Wants more tokens than there are, and has something to pay with. */
  wantTopUp(accountId: string): Promise<void>;
  /** The types of the events of a stream. */
  recorded(kind: StreamKind, id: string): Promise<readonly string[]>;
  /** The grants and holds whose expiry is in the log, as often as it is there. */
  expired(accountId: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** A log, a projector and the routes of the API that the worker needs: all real but for the HTTP server. */
export async function startSmallSystem(): Promise<SmallSystem> {
  const postgres = await createTestDatabase();
  await Promise.all([migrateReadModels(postgres.url), migrateIdentity(postgres.url)]);
  const log = await openEmbeddedEventStore({ databaseUrl: postgres.url });
  let now = () => new Date();
  const aggregates = new Aggregates({ eventStore: log.store, clock: () => now() });
  const projector = new ProjectionRunner({ databaseUrl: postgres.url, eventStore: log.store });
  const stopping = new AbortController();
  const projected = projector.run(stopping.signal);
  const carryOut = async <State, Command, Event extends DomainEvent>(
    kind: AggregateKind<State, Command, Event>,
    { aggregateId, command, ago }: { aggregateId: string; command: Command; ago: number },
  ) => {
    const then = new Date(Date.now() - ago);
    now = () => then;
    const outcome = await aggregates.execute(kind, { aggregateId, operation: operation(), command });
    now = () => new Date();
    if (outcome.refusal) throw new Error(outcome.refusal.code);
  };
  const twoHoursAgo = async (aggregateId: string, command: AccountCommand) =>
    await carryOut(accountKind, { aggregateId, command, ago: 120 * MINUTE_MS });
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
    subscribe: async (subscriptionId) => {
      const ago = 31 * 24 * 60 * MINUTE_MS;
      const [purchaseId, method] = [`${subscriptionId}.1.1`, CARD];
      const start = { ...SUBSCRIBING, subscriptionId } as const;
      await carryOut(subscriptionKind, { aggregateId: subscriptionId, command: start, ago });
      const paid = { type: 'RecordPeriodPaid', subscriptionId, purchaseId, method } as const;
      await carryOut(subscriptionKind, { aggregateId: subscriptionId, command: paid, ago });
    },
    wantTopUp: async (accountId) => {
      const save = { type: 'SaveTopUpMethod', accountId, method: CARD } as const;
      await carryOut(topUpKind, { aggregateId: accountId, command: save, ago: 0 });
      const configure = { type: 'ConfigureTopUp', accountId, settings: TOP_UP } as const;
      await carryOut(topUpKind, { aggregateId: accountId, command: configure, ago: 0 });
    },
    recorded: async (kind, id) => {
      const types: string[] = [];
      for await (const { type } of log.store.readStream(streamName(kind, id))) types.push(type);
      return types;
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

const CARD = { customer: 'cus-1', method: 'card-1' };
const usd = (minorUnits: string) => ({ minorUnits, currency: 'USD' }) as const;

const SUBSCRIBING = {
  type: 'StartSubscription',
  accountId: 'acc-1',
  packageId: 'basic',
  packageVersion: 0,
  timeZone: 'UTC',
  offered: {
    packageId: 'basic',
    version: 0,
    revision: 1,
    name: 'Basic',
    description: '',
    retired: false,
    offer: {
      kind: 'plan',
      period: 'month',
      price: usd('1000'),
      prioritySupport: false,
      allowances: [{ model: 'gpt-5-nano', tokens: '1000', rollover: { rule: 'none' } }],
    },
  },
} as const;

const TOP_UP = {
  enabled: true,
  model: 'gpt-5-nano',
  threshold: '500',
  packageId: 'nano',
  units: 1,
  monthlyCap: usd('2500'),
  cooldownMinutes: 60,
};

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
