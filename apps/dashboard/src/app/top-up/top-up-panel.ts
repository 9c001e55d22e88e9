import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { TopUp } from '#libs/contract';
import { pages } from '#libs/contract/routes';
import { LucideArrowRight, LucideTriangleAlert } from '@lucide/angular';
import { readableAmount } from '../amounts/amount-text.js';
import { moneyText } from '../amounts/money-text.js';
import { RequestedAct } from '../http/requested-act.js';
import { quote } from '../store/pricing.js';
import { StoreCatalog } from '../store/store-catalog.js';
import { Billing } from '../subscriptions/billing.js';
import { ViewerClock } from '../time/viewer-clock.js';
import { TroubleNotice } from '../ui/trouble-notice.js';
import { cooldownWords } from './top-up-form.js';
import { TopUpForm } from './top-up-form.component.js';
import { spentWords, topUpWords } from './top-up-words.js';

/** How tokens are bought without the buyer: what is set up, where it stands, and the form to change it. */
@Component({
  selector: 'tl-top-up-panel',
  imports: [LucideArrowRight, LucideTriangleAlert, RouterLink, TopUpForm, TroubleNotice],
  templateUrl: './top-up-panel.html',
  styleUrls: ['../ui/standing-panel.css', './top-up-panel.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TopUpPanel {
  readonly topUp = input.required<TopUp>();
  private readonly billing = inject(Billing);
  private readonly catalog = inject(StoreCatalog);
  private readonly zone = inject(ViewerClock).zone;

  protected readonly isEditing = signal(false);
  protected readonly requested = new RequestedAct(() => this.billing.refresh());
  protected readonly store = pages.store;
  protected readonly words = computed(() => topUpWords(this.topUp(), this.zone));
  protected readonly inFlight = computed(() => {
    const { inFlightPurchaseId } = this.topUp();
    return inFlightPurchaseId && pages.purchase(inFlightPurchaseId);
  });
  private readonly sold = computed(() => {
    const { settings } = this.topUp();
    return settings && this.catalog.find(settings.packageId);
  });
  /** Known only once the catalog is there. */
  protected readonly isGone = computed(() => {
    const { settings } = this.topUp();
    return settings !== null && this.catalog.items() !== null && this.sold() === null;
  });
  protected readonly facts = computed(() => {
    const { settings } = this.topUp();
    if (!settings) return [];
    const { model, threshold, packageId, units, cooldownMinutes } = settings;
    const sold = this.sold();
    const price = sold && quote(sold.offer, units)?.price;
    const name = `${sold?.name ?? packageId}${units > 1 ? ` × ${units}` : ''}`;
    return [
      {
        name: $localize`When less is available than`,
        value: $localize`${readableAmount(threshold)}:tokens: tokens of ${this.catalog.nameOf(model)}:model:`,
      },
      {
        name: $localize`Buy`,
        value: price ? $localize`${name}:package: for ${moneyText(price)}:money:` : name,
      },
      { name: $localize`Used this month`, value: spentWords(this.topUp(), this.zone) },
      { name: $localize`Between two top-ups`, value: cooldownWords(cooldownMinutes) },
    ];
  });

  /** A pause ends with it. */
  protected async turn(enabled: boolean): Promise<void> {
    const { settings } = this.topUp();
    if (!settings) return;
    await this.requested.carryOut(enabled ? 'on' : 'off', async (key) => {
      await this.billing.setTopUp({ ...settings, enabled }, key);
      await this.billing.refresh();
    });
  }
}
