import { HttpClient } from '@angular/common/http';
import { Injectable, computed, inject } from '@angular/core';
import type { Models, Offer, OfferOf, Package, Packages } from '#libs/contract';
import { routes } from '#libs/contract/routes';
import type { Trouble } from '../http/trouble.js';
import { Answer } from '../statement/answer.js';

/** A package of one kind of offer. */
export type OnSale<Kind extends Offer['kind']> = Package & { readonly offer: OfferOf<Kind> };

/** What is sold now, and what its models are called. */
@Injectable()
export class StoreCatalog {
  private readonly http = inject(HttpClient);
  readonly models = new Answer<Models>(() => this.http.get<Models>(routes.models));
  private readonly packages = new Answer<Packages>(() => this.http.get<Packages>(routes.packages));
  private readonly names = computed(
    () => new Map(this.models.value()?.items.map(({ model, name }) => [model, name])),
  );

  readonly items = computed(() => this.packages.value()?.items ?? null);
  readonly trouble = this.packages.trouble;
  readonly tokens = computed(() => this.items()?.filter(isOf('tokens')) ?? []);
  readonly bundles = computed(() => this.items()?.filter(isOf('bundle')) ?? []);
  readonly plans = computed(() => this.items()?.filter(isOf('plan')) ?? []);

  /** Names are asked for too, but the store does without them. @returns what went wrong with the packages. */
  async refresh(): Promise<Trouble | null> {
    const [trouble] = await Promise.all([this.packages.refresh(), this.models.refresh()]);
    return trouble;
  }

  find(packageId: string): Package | null {
    return this.items()?.find((each) => each.packageId === packageId) ?? null;
  }

  nameOf(model: string): string {
    return this.names().get(model) ?? model;
  }
}

/** For finding packages of one kind. */
export function isOf<Kind extends Offer['kind']>(kind: Kind) {
  return (sold: Package): sold is OnSale<Kind> => sold.offer.kind === kind;
}
