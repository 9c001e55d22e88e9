import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { DefinePackageRequest, Offer, Package } from '#libs/contract';
import { BundleCard } from '../store/bundle-card.js';
import { ModelTokens } from '../store/model-tokens.js';
import { PlanCard } from '../store/plan-card.js';
import { isOf, type OnSale } from '../store/store-catalog.js';

/** The card of the store itself. Nothing in it can be pressed. */
@Component({
  selector: 'tl-package-preview',
  imports: [BundleCard, ModelTokens, PlanCard],
  template: `
    @if (tokens(); as sold) {
      <tl-model-tokens [sold]="sold" />
    }
    @if (bundle(); as sold) {
      <tl-bundle-card [sold]="sold" />
    }
    @if (plan(); as sold) {
      <tl-plan-card [sold]="sold" [standing]="'none'" />
    }
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
    }
  `,
  host: { inert: '' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PackagePreview {
  readonly packageId = input.required<string>();
  readonly request = input.required<DefinePackageRequest>();
  private readonly sold = computed<Package>(() => ({
    packageId: this.packageId(),
    version: 0,
    definedAt: '',
    retiredAt: null,
    ...this.request(),
  }));
  protected readonly tokens = computed(() => ofKind(this.sold(), 'tokens'));
  protected readonly bundle = computed(() => ofKind(this.sold(), 'bundle'));
  protected readonly plan = computed(() => ofKind(this.sold(), 'plan'));
}

function ofKind<Kind extends Offer['kind']>(sold: Package, kind: Kind): OnSale<Kind> | null {
  const isWanted = isOf(kind);
  return isWanted(sold) ? sold : null;
}
