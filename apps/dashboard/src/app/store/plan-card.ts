import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { pages } from '#libs/contract/routes';
import { LucideLifeBuoy, LucideRepeat } from '@lucide/angular';
import { Included } from './included.js';
import { RENEWAL_WORDS, rolloverWords, sharedRolloverWords } from './offer-words.js';
import { everyPeriod, perPeriod } from './period-words.js';
import { Price } from './price.js';
import { quote } from './pricing.js';
import { StoreCatalog, type OnSale } from './store-catalog.js';

/**
 * `busy`: something has to be settled with the present plan before another can be chosen;
 * `unknown`: what there is has not been heard yet, and a second subscription would be charged as well.
 */
export type PlanStanding = 'none' | 'current' | 'other' | 'busy' | 'unknown';

@Component({
  selector: 'tl-plan-card',
  imports: [Included, LucideLifeBuoy, LucideRepeat, Price, RouterLink],
  template: `
    <h3>{{ sold().name }}</h3>
    @if (sold().description) {
      <p class="small soft">
        <bdi>{{ sold().description }}</bdi>
      </p>
    }
    @if (quote(); as quote) {
      <tl-price [of]="quote" [per]="per()" />
    }
    <div>
      <p i18n class="small faint lead">{{ every() }}</p>
      <tl-included [items]="items()" />
    </div>
    <ul class="terms small soft">
      @if (rollover(); as rollover) {
        <li>{{ rollover }}</li>
      }
      @if (sold().offer.prioritySupport) {
        <li class="with-sign">
          <svg lucideLifeBuoy [size]="14"></svg><ng-container i18n>Priority support included</ng-container>
        </li>
      }
      <li class="with-sign"><svg lucideRepeat [size]="14"></svg>{{ renewal() }}</li>
    </ul>
    @switch (standing()) {
      @case ('current') {
        <p i18n class="current small">Your plan</p>
      }
      @case ('busy') {
        <a i18n class="button" [routerLink]="plan">See your plan</a>
      }
      @case ('other') {
        <button i18n type="button" class="button" [attr.aria-label]="switchLabel()" (click)="choose.emit()">
          Switch to this plan
        </button>
      }
      @case ('none') {
        <button
          i18n
          type="button"
          class="button"
          [attr.aria-label]="subscribeLabel()"
          (click)="choose.emit()"
        >
          Subscribe
        </button>
      }
    }
  `,
  styleUrl: './offer-card.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PlanCard {
  readonly sold = input.required<OnSale<'plan'>>();

  readonly standing = input.required<PlanStanding>();
  readonly choose = output();
  private readonly catalog = inject(StoreCatalog);
  protected readonly plan = pages.subscriptions;
  protected readonly switchLabel = computed(() => $localize`Switch to ${this.sold().name}:plan:`);
  protected readonly subscribeLabel = computed(() => $localize`Subscribe to ${this.sold().name}:plan:`);
  protected readonly quote = computed(() => quote(this.sold().offer, 1));
  protected readonly rollover = computed(() => sharedRolloverWords(this.sold().offer));
  protected readonly per = computed(() => perPeriod(this.sold().offer.period));
  protected readonly every = computed(() => everyPeriod(this.sold().offer.period));
  protected readonly renewal = computed(() => RENEWAL_WORDS[this.sold().offer.period]);
  protected readonly items = computed(() =>
    this.sold().offer.allowances.map(({ model, tokens, rollover }) => ({
      name: this.catalog.nameOf(model),
      tokens,
      note: this.rollover() === null ? rolloverWords(rollover) : null,
    })),
  );
}
