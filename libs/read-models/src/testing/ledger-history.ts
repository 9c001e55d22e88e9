import { chainHash, CHAIN_START, type JsonObject, type RecordedEvent } from '#libs/event-store';
import {
  accountDecider,
  evolveRate,
  initialAccount,
  initialRateHistory,
  isRefusal,
  modelDecider,
  packageDecider,
  purchaseDecider,
  rateDecider,
  streamName,
  subscriptionDecider,
  topUpDecider,
  type Account,
  type AccountCommand,
  type ChangeRate,
  type ConsumeTokens,
  type DefineModel,
  type Package,
  type PackageCommand,
  type Purchase,
  type PurchaseCommand,
  type RateHistory,
  type Subscription,
  type SubscriptionCommand,
  type TopUp,
  type TopUpCommand,
} from '#libs/ledger';
import { randomUUID } from 'node:crypto';

interface DomainEvent {
  readonly type: string;
  readonly data: object;
}

export type Consumption = Omit<ConsumeTokens, 'type' | 'rates' | 'operationId'> & {
  readonly operationId?: string;
};

/** A log in memory, written by the real ledger: every event in it is one that the system could have written. */
export class LedgerHistory {
  readonly events: RecordedEvent[] = [];
  readonly accounts = new Map<string, Account>();
  readonly packages = new Map<string, Package>();
  readonly purchases = new Map<string, Purchase>();
  readonly subscriptions = new Map<string, Subscription>();
  readonly topUps = new Map<string, TopUp>();
  private readonly rates = new Map<string, RateHistory>();
  private readonly heads = new Map<string, { revision: bigint; hash: string }>();
  private operations = 0;

  /** Positions in EventStoreDB are places in a file: there are gaps. */
  constructor(private readonly positionStep = 7n) {}

  /** @returns the events it led to; none when the ledger refused. */
  account(accountId: string, command: AccountCommand, now: Date): readonly RecordedEvent[] {
    const before = this.accounts.get(accountId) ?? initialAccount;
    const decision = accountDecider.decide(command, before, now);
    if (isRefusal(decision)) return [];
    this.accounts.set(accountId, decision.reduce(accountDecider.evolve, before));
    const operationId = 'operationId' in command ? command.operationId : undefined;
    return this.record(streamName('account', accountId), decision, now, operationId);
  }

  /** At the rate in force then. */
  consume(accountId: string, consumption: Consumption, now: Date): readonly RecordedEvent[] {
    const rates = this.ratesOf(consumption.feature);
    const operationId = consumption.operationId ?? this.nextOperationId();
    return this.account(accountId, { ...consumption, type: 'ConsumeTokens', operationId, rates }, now);
  }

  ratesOf(feature: string): RateHistory {
    return this.rates.get(feature) ?? initialRateHistory;
  }

  rate(command: Omit<ChangeRate, 'type'>, now: Date): readonly RecordedEvent[] {
    const before = this.rates.get(command.feature) ?? initialRateHistory;
    const decision = rateDecider.decide({ ...command, type: 'ChangeRate' }, before, now);
    if (isRefusal(decision)) return [];
    this.rates.set(command.feature, decision.reduce(evolveRate, before));
    return this.record(streamName('rate', command.feature), decision, now);
  }

  model(command: Omit<DefineModel, 'type'>, now: Date): readonly RecordedEvent[] {
    const decision = modelDecider.decide({ ...command, type: 'DefineModel' }, null, now);
    return isRefusal(decision) ? [] : this.record(streamName('model', command.model), decision, now);
  }

  package(command: PackageCommand, now: Date): readonly RecordedEvent[] {
    const { packageId } = command;
    const before = this.packages.get(packageId) ?? packageDecider.initialState;
    const decision = packageDecider.decide(command, before, now);
    if (isRefusal(decision)) return [];
    const after = decision.reduce(packageDecider.evolve, before);
    if (after) this.packages.set(packageId, after);
    return this.record(streamName('package', packageId), decision, now);
  }

  purchase(purchaseId: string, command: PurchaseCommand, now: Date): readonly RecordedEvent[] {
    const before = this.purchases.get(purchaseId) ?? purchaseDecider.initialState;
    const decision = purchaseDecider.decide(command, before, now);
    if (isRefusal(decision)) return [];
    const after = decision.reduce(purchaseDecider.evolve, before);
    if (after) this.purchases.set(purchaseId, after);
    return this.record(streamName('purchase', purchaseId), decision, now);
  }

  subscription(command: SubscriptionCommand, now: Date): readonly RecordedEvent[] {
    const { subscriptionId } = command;
    const before = this.subscriptions.get(subscriptionId) ?? subscriptionDecider.initialState;
    const decision = subscriptionDecider.decide(command, before, now);
    if (isRefusal(decision)) return [];
    const after = decision.reduce(subscriptionDecider.evolve, before);
    if (after) this.subscriptions.set(subscriptionId, after);
    return this.record(streamName('subscription', subscriptionId), decision, now);
  }

  topUp(command: TopUpCommand, now: Date): readonly RecordedEvent[] {
    const { accountId } = command;
    const before = this.topUps.get(accountId) ?? topUpDecider.initialState;
    const decision = topUpDecider.decide(command, before, now);
    if (isRefusal(decision)) return [];
    this.topUps.set(accountId, decision.reduce(topUpDecider.evolve, before));
    return this.record(streamName('topUp', accountId), decision, now);
  }

  /** Something that no decider of ours wrote. */
  foreign(event: Partial<RecordedEvent> & { readonly type: string }): RecordedEvent {
    const recorded = {
      id: randomUUID(),
      streamName: 'foreign-1',
      revision: 0n,
      position: this.nextPosition(),
      createdAt: new Date(0),
      data: {},
      metadata: {},
      ...event,
    };
    this.events.push(recorded);
    return recorded;
  }

  private record(
    stream: string,
    decided: readonly DomainEvent[],
    createdAt: Date,
    operationId = this.nextOperationId(),
  ): readonly RecordedEvent[] {
    const recorded = decided.map((event) => {
      const head = this.heads.get(stream) ?? { revision: -1n, hash: CHAIN_START };
      const revision = head.revision + 1n;
      const data = event.data as JsonObject; // the events of the ledger are JSON
      const metadata = {
        actor: 'system:test',
        correlationId: operationId,
        causationId: operationId,
        operationId,
        requestHash: 'f'.repeat(64),
      };
      const chained = { streamName: stream, revision, type: event.type, data, metadata };
      const hash = chainHash(head.hash, chained);
      this.heads.set(stream, { revision, hash });
      return this.foreign({ ...chained, createdAt, metadata: { ...metadata, hash } });
    });
    return recorded;
  }

  private nextOperationId(): string {
    this.operations += 1;
    return `op-${this.operations}`;
  }

  private nextPosition(): bigint {
    return (this.events.at(-1)?.position ?? 0n) + this.positionStep;
  }
}
