import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { AccountLimits, ModelLimits } from '#libs/contract';
import { momentText } from '../time/moment-text.js';
import { ViewerClock } from '../time/viewer-clock.js';
import { Amount } from '../ui/amount.js';
import { ScrollEdge } from '../ui/scroll-edge.js';
import type { CapsSheetData } from './caps-sheet.js';
import { ALL_MODELS, CAP_PERIODS } from './limit-requests.js';

/** What limits spending of an account today, of all models together and of each. Whoever may sets it here. */
@Component({
  selector: 'tl-account-limits-table',
  imports: [Amount, ScrollEdge],
  templateUrl: './account-limits-table.html',
  styleUrl: './account-limits-table.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AccountLimitsTable {
  readonly limits = input.required<AccountLimits>();
  readonly maySet = input.required<boolean>();
  readonly setCaps = output<CapsSheetData>();
  readonly setOverdraft = output<ModelLimits>();
  private readonly zone = inject(ViewerClock).zone;

  protected readonly rows = computed(() => {
    const limits = this.limits();
    const all = this.rowOf(ALL_MODELS, limits, null);
    return [all, ...limits.models.map((each) => this.rowOf(each.name, each, each))];
  });

  private rowOf(name: string, limits: CapsSheetData, model: ModelLimits | null) {
    const caps = CAP_PERIODS.map((period) => {
      const room = limits.caps[period];
      return { period, room: room && { ...room, resets: momentText(room.resetsAt, this.zone) } };
    });
    return { key: model?.model ?? '', name, limits, model, caps };
  }
}
