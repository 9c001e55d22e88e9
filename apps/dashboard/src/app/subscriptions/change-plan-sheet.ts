import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogClose, MatDialogRef } from '@angular/material/dialog';
import type { PlanChange } from '#libs/contract';
import { moneyText } from '../amounts/money-text.js';
import { LeaveFor } from '../http/leave-for.js';
import { RequestedAct } from '../http/requested-act.js';
import { pricePerPeriod } from '../store/period-words.js';
import { StoreCatalog } from '../store/store-catalog.js';
import { dayText } from '../time/moment-text.js';
import { ViewerClock } from '../time/viewer-clock.js';
import { SheetFrame } from '../ui/sheet-frame.js';
import { TroubleNotice } from '../ui/trouble-notice.js';
import { Billing } from './billing.js';
import { beginsAtOnce } from './subscription-words.js';

/** What a change of plan is asked with: the package itself is read from the catalog, which may change. */
export interface ChangePlanData {
  readonly packageId: string;
}

/** Says what a change of plan means before it is done. */
@Component({
  selector: 'tl-change-plan-sheet',
  imports: [MatDialogClose, SheetFrame, TroubleNotice],
  template: `
    <tl-sheet-frame [heading]="heading()">
      @if (due(); as due) {
        <div class="text" role="status">
          <p i18n>
            {{ due.full }} for {{ name() }}, less {{ due.credit }} for the unused part of your present plan:
            <strong>{{ due.toPay }}</strong> to pay now.
          </p>
          <p i18n class="soft">Your plan changes when this is paid. Until then it stays as it is.</p>
        </div>
        <div class="actions">
          <button i18n type="button" class="button primary" (click)="leaveFor(due.checkoutUrl)">
            Continue to payment
          </button>
        </div>
      } @else if (terms(); as terms) {
        <div class="text">
          <p i18n>
            From {{ terms.from }} to <strong>{{ terms.to }}</strong>.
          </p>
          @if (terms.atOnce) {
            <p i18n>It begins at once, as soon as it is paid, and a new period with it.</p>
            <p i18n class="soft">
              The unused part of the present period is taken off the price. You see how much before you pay.
              Tokens you have stay until their own end.
            </p>
          } @else {
            <p i18n>
              It begins on <strong>{{ terms.end }}</strong>, with the next period. Nothing is charged before.
            </p>
            <p i18n class="soft">Until then you can change your mind.</p>
          }
        </div>
        @if (trouble(); as trouble) {
          <tl-trouble-notice
            what="The plan could not be changed."
            i18n-what
            [trouble]="trouble"
            (retry)="change()"
          />
        }
        <div class="actions">
          <button i18n type="button" class="button" mat-dialog-close>Stay with {{ terms.name }}</button>
          <button
            type="button"
            class="button primary"
            [attr.aria-disabled]="requested.isWaiting()"
            (click)="change()"
          >
            @if (terms.atOnce) {
              <ng-container i18n>See what is to be paid</ng-container>
            } @else {
              <ng-container i18n>Switch on {{ terms.end }}</ng-container>
            }
          </button>
        </div>
      } @else {
        <div class="text" role="alert">
          <p i18n>This plan is not on sale any more. Nothing has changed.</p>
        </div>
        <div class="actions">
          <button i18n type="button" class="button" mat-dialog-close>Back to the store</button>
        </div>
      }
    </tl-sheet-frame>
  `,
  styleUrl: './question-sheet.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ChangePlanSheet {
  private readonly data = inject<ChangePlanData>(MAT_DIALOG_DATA);
  private readonly catalog = inject(StoreCatalog);
  private readonly billing = inject(Billing);
  private readonly dialog = inject(MatDialogRef);
  protected readonly leaveFor = inject(LeaveFor);
  private readonly zone = inject(ViewerClock).zone;
  private seenVersion: number | null = null;
  protected readonly requested = new RequestedAct(() => this.lookAgain());
  protected readonly trouble = computed(() => {
    const trouble = this.requested.trouble();
    const isChanged = this.plan() !== null && this.plan()?.version !== this.seenVersion;
    return trouble && isChanged ? { ...trouble, words: CHANGED } : trouble;
  });
  private readonly changed = signal<PlanChange | null>(null);

  protected readonly plan = computed(() => this.catalog.find(this.data.packageId));
  protected readonly name = computed(() => this.plan()?.name ?? $localize`the plan`);
  protected readonly heading = computed(() => {
    const name = this.plan()?.name;
    return name ? $localize`Switch to ${name}:plan:?` : $localize`Switch to another plan?`;
  });
  protected readonly terms = computed(() => {
    const [plan, current] = [this.plan(), this.billing.current()];
    if (plan?.offer.kind !== 'plan' || !current) return null;
    const { price, period } = plan.offer;
    return {
      name: current.planName,
      from: pricePerPeriod(moneyText(current.price), current.every),
      to: pricePerPeriod(moneyText(price), period),
      end: dayText(current.currentPeriod.end, this.zone),
      atOnce: beginsAtOnce(price, current),
    };
  });

  /** Of a dearer plan, once it was asked for: its price, less the credit that the server gives. */
  protected readonly due = computed(() => {
    const changed = this.changed();
    if (!changed?.checkout || !changed.credit) return null;
    const { price, checkoutUrl } = changed.checkout;
    const full = BigInt(price.minorUnits) + BigInt(changed.credit.minorUnits);
    return {
      full: moneyText({ ...price, minorUnits: full.toString() }),
      credit: moneyText(changed.credit),
      toPay: moneyText(price),
      checkoutUrl,
    };
  });

  protected async change(): Promise<void> {
    const [plan, current] = [this.plan(), this.billing.current()];
    if (!plan || !current) return;
    this.seenVersion = plan.version;
    const wanted = { packageId: plan.packageId, packageVersion: plan.version };
    await this.requested.carryOut(`change to version ${plan.version}`, async (key) => {
      const changed = await this.billing.changePlan(current, wanted, key);
      this.changed.set(changed);
      await this.billing.subscriptions.refresh();
      if (!changed.checkout) this.dialog.close();
    });
  }

  private async lookAgain(): Promise<void> {
    await Promise.all([this.catalog.refresh(), this.billing.refresh()]);
  }
}

const CHANGED = $localize`The plan has changed since you opened it. Nothing has been charged: look at it again.`;
