import { HttpClient } from '@angular/common/http';
import { Injectable, computed, inject, signal } from '@angular/core';
import type { DefinePackageRequest, Packages } from '#libs/contract';
import { routes } from '#libs/contract/routes';
import { SentCommands } from '../http/sent-commands.js';
import { Answer } from '../statement/answer.js';
import { StoreCatalog } from '../store/store-catalog.js';

export type PackagesState = 'on-sale' | 'retired';

/** All that is sold or was, and what administrators do about it. Commands throw what HttpClient throws. */
@Injectable()
export class CatalogEditor {
  private readonly http = inject(HttpClient);
  private readonly commands = new SentCommands(this.http);
  private readonly shown = signal<PackagesState>('on-sale');
  private readonly all = {
    'on-sale': new Answer<Packages>(() => this.packages('on-sale')),
    retired: new Answer<Packages>(() => this.packages('retired')),
  };
  /** The cards of the preview name their models from it. */
  private readonly catalog = inject(StoreCatalog).models;

  readonly state = this.shown.asReadonly();
  readonly answer = computed(() => this.all[this.shown()]);
  readonly models = computed(() => this.catalog.value()?.items ?? []);

  async refresh(): Promise<void> {
    await Promise.all([this.all['on-sale'].refresh(), this.all.retired.refresh(), this.catalog.refresh()]);
  }

  show(state: PackagesState): void {
    this.shown.set(state);
  }

  async define(packageId: string, request: DefinePackageRequest, key: string): Promise<void> {
    await this.commands.send('PUT', { url: routes.package(packageId), body: request, key });
    await this.refresh();
  }

  async retire(packageId: string, reason: string, key: string): Promise<void> {
    await this.commands.send('POST', { url: routes.packageRetirement(packageId), body: { reason }, key });
    await this.refresh();
  }

  private packages(state: PackagesState) {
    const params = { state, ...this.commands.freshness() };
    return this.http.get<Packages>(routes.packages, { params });
  }
}
