import { domainEvent } from '#libs/aggregates';
import type { EventStore, RecordedEvent } from '#libs/event-store';
import {
  aggregateId,
  evolveRate,
  initialRateHistory,
  evolvePackage,
  modelDecider,
  STREAM_PREFIX,
  type Model,
  type ModelEvent,
  type Package,
  type PackageEvent,
  type RateEvent,
  type RateHistory,
} from '#libs/ledger';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { EVENT_STORE } from '../event-store/event-store.module.js';
import { Arrivals } from './arrivals.js';

const RECONNECT_DELAY_MS = 250;
const INCLUDE_TIMEOUT_MS = 5_000;

/**
 * Every rate, model and package, followed from the log itself: a command never asks a read model what to
 * charge. A change made by another instance arrives within milliseconds. Until the catalog has caught up
 * with the log, `ready` is false, and so the process says that it is not ready.
 */
@Injectable()
export class LiveCatalog implements OnApplicationBootstrap, OnApplicationShutdown {
  ready = false;
  private readonly logger = new Logger(LiveCatalog.name);
  private readonly stopping = new AbortController();
  private readonly rates = new Map<string, RateHistory>();
  private readonly models = new Map<string, Model>();
  private readonly packages = new Map<string, Package>();
  private readonly arrivals = new Arrivals();

  constructor(@Inject(EVENT_STORE) private readonly eventStore: EventStore) {}

  ratesOf(feature: string): RateHistory {
    return this.rates.get(feature) ?? initialRateHistory;
  }

  model(key: string): Model | null {
    return this.models.get(key) ?? null;
  }

  /** On sale or retired; null when it was never defined. */
  package(packageId: string): Package | null {
    return this.packages.get(packageId) ?? null;
  }

  /** Waits, bounded, until the catalog includes a change that was made here. */
  async includes(position: bigint): Promise<void> {
    const included = await this.arrivals.reached(position, INCLUDE_TIMEOUT_MS);
    if (!included) this.logger.warn(`The catalog has not heard of position ${position} yet.`);
  }

  async onApplicationBootstrap(): Promise<void> {
    const caughtUp = this.arrivals.caughtUp();
    void this.follow();
    await caughtUp;
  }

  onApplicationShutdown(): void {
    this.stopping.abort();
  }

  private async follow(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        await this.readOn();
      } catch (error) {
        this.logger.warn(`The catalog lost the log and asks again: ${String(error)}`);
      }
      this.ready = false;
      await delay(RECONNECT_DELAY_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined); // stopping
    }
  }

  private async readOn(): Promise<void> {
    const filter = { streamNamePrefixes: [STREAM_PREFIX.rate, STREAM_PREFIX.model, STREAM_PREFIX.package] };
    const after = this.arrivals.position ?? 'start';
    for await (const message of this.eventStore.subscribeToAll({
      after,
      filter,
      signal: this.stopping.signal,
    })) {
      if (message.kind === 'event') this.take(message.event);
      if (message.kind !== 'caught-up') this.arrivals.arrived(positionOf(message));
      else {
        this.ready = true;
        this.arrivals.hasCaughtUp();
      }
    }
  }

  private take(recorded: RecordedEvent): void {
    const feature = aggregateId('rate', recorded.streamName);
    if (feature !== null) {
      const history = this.rates.get(feature) ?? initialRateHistory;
      this.rates.set(feature, evolveRate(history, domainEvent<RateEvent>(recorded)));
    }
    const model = aggregateId('model', recorded.streamName);
    if (model !== null) {
      const defined = modelDecider.evolve(null, domainEvent<ModelEvent>(recorded));
      if (defined) this.models.set(model, defined);
    }
    const packageId = aggregateId('package', recorded.streamName);
    if (packageId === null) return;
    const sold = evolvePackage(this.package(packageId), domainEvent<PackageEvent>(recorded));
    if (sold) this.packages.set(packageId, sold);
  }
}

function positionOf(
  message: { kind: 'event'; event: RecordedEvent } | { kind: 'checkpoint'; position: bigint },
) {
  return message.kind === 'event' ? message.event.position : message.position;
}
