import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { Allocation, UsageEntry } from '#libs/contract';
import { amount, formatAmount, subtract, ZERO } from '#libs/ledger/tokens';
import { LucideInfinity } from '@lucide/angular';
import { readablePosition } from '../amounts/amount-text.js';
import { unitsText } from '../languages/unit-words.js';
import { exactMomentText } from '../time/moment-text.js';
import { ViewerClock } from '../time/viewer-clock.js';
import { AddsUp } from '../ui/adds-up.js';
import { Amount } from '../ui/amount.js';
import { CopyButton } from '../ui/copy-button.js';
import { GrantReference } from './grant-reference.js';
import { drawnIn, heldFor, priceOf, receiptAddsUp } from './receipt-equation.js';

/** One use of tokens, with everything that is needed to add it up again. Its content is what else can be done. */
@Component({
  selector: 'tl-receipt-view',
  imports: [AddsUp, Amount, CopyButton, GrantReference, LucideInfinity],
  templateUrl: './receipt-view.html',
  styleUrl: './receipt-view.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ReceiptView {
  readonly receipt = input.required<UsageEntry>();
  /** Of the account, as they are now: what grants are called. */
  readonly allocations = input.required<readonly Allocation[]>();
  private readonly zone = inject(ViewerClock).zone;

  protected readonly units = computed(() => unitsText(this.receipt().units, this.receipt().unit));
  protected readonly price = computed(() => unitsText(priceOf(this.receipt()), 'token'));
  protected readonly drawn = computed(() => this.receipt().drawn);
  protected readonly uncollected = computed(() => this.receipt().settlement?.uncollected ?? '0');
  protected readonly held = computed(() => heldFor(this.receipt()));
  protected readonly taken = computed(() => formatAmount(subtract(ZERO, amount(drawnIn(this.receipt())))));
  protected readonly addsUp = computed(() => receiptAddsUp(this.receipt()));
  protected readonly when = computed(() => exactMomentText(this.receipt().consumedAt, this.zone));
  protected readonly position = computed(() => readablePosition(this.receipt().position));
}
