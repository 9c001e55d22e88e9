import { HttpClient } from '@angular/common/http';
import { Injectable, computed, inject } from '@angular/core';
import type {
  ChangeRateRequest,
  DefineModelRequest,
  Features,
  Models,
  PastRate,
  RateHistory,
} from '#libs/contract';
import { routes } from '#libs/contract/routes';
import { SentCommands } from '../http/sent-commands.js';
import { CurrentSession } from '../session/current-session.js';
import { Answer } from '../statement/answer.js';

const HISTORY_LENGTH = 20;

/** The rates of all features: now, before and to come. Commands throw what HttpClient throws. */
@Injectable()
export class RateHistories {
  private readonly http = inject(HttpClient);
  private readonly session = inject(CurrentSession);
  private readonly commands = new SentCommands(this.http);
  readonly models = new Answer<Models>(() =>
    this.http.get<Models>(routes.models, { params: this.commands.freshness() }),
  );
  private readonly histories = new Map<string, Answer<RateHistory>>();
  private readonly names = computed(
    () => new Map(this.models.value()?.items.map(({ model, name }) => [model, name])),
  );
  readonly features = new Answer<Features>(() =>
    this.http.get<Features>(routes.features, { params: this.commands.freshness() }),
  );

  /** Without a rate now: only those who decide about rates are shown them. */
  private readonly planned = new Answer<Features>(() =>
    this.http.get<Features>(routes.features, {
      params: { state: 'to-come', ...this.commands.freshness() },
    }),
  );
  /** Those in force first, then those that are still to come. */
  readonly listed = computed(() =>
    [this.features, this.planned].flatMap((answer) => answer.value()?.items ?? []),
  );
  readonly allModels = computed(() => this.models.value()?.items ?? []);

  async refresh(): Promise<void> {
    const planned = this.session.isAdministrator() ? this.planned.refresh() : null;
    await Promise.all([this.features.refresh(), this.models.refresh(), planned]);
    await Promise.all(this.listed().map(({ feature }) => this.of(feature).refresh()));
  }

  async change(feature: string, request: ChangeRateRequest, key: string): Promise<void> {
    await this.commands.send('PUT', { url: routes.featureRate(feature), body: request, key });
    await this.refresh();
  }

  async defineModel(model: string, request: DefineModelRequest, key: string): Promise<void> {
    await this.commands.send('PUT', { url: routes.model(model), body: request, key });
    await this.models.refresh();
  }

  /** The latest to take effect first. */
  of(feature: string): Answer<RateHistory> {
    const known = this.histories.get(feature);
    if (known) return known;
    const history = new Answer<RateHistory>(() =>
      this.http.get<RateHistory>(routes.rateHistory(feature), {
        params: { limit: HISTORY_LENGTH, ...this.commands.freshness() },
      }),
    );
    this.histories.set(feature, history);
    return history;
  }

  /** The next that takes effect; null when none is known. */
  comingOf(feature: string): PastRate | null {
    const scheduled = this.of(feature)
      .value()
      ?.items.filter(({ state }) => state === 'scheduled');
    return scheduled?.at(-1) ?? null;
  }

  nameOf(model: string): string {
    return this.names().get(model) ?? model;
  }
}
