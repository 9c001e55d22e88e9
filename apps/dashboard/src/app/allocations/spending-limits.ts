import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { AccountLimits, CapRoom, ModelLimits } from '#libs/contract';
import { momentText } from '../time/moment-text.js';
import { ViewerClock } from '../time/viewer-clock.js';
import { Amount } from '../ui/amount.js';

const PERIODS = [
  { key: 'day', ofModel: $localize`Per day`, ofAccount: $localize`Per day, all models` },
  { key: 'week', ofModel: $localize`Per week`, ofAccount: $localize`Per week, all models` },
  { key: 'month', ofModel: $localize`Per month`, ofAccount: $localize`Per month, all models` },
] as const;

/** What may be spent of a model at most, and how far below zero it may go. Nothing where there is no limit. */
@Component({
  selector: 'tl-spending-limits',
  imports: [Amount],
  template: `
    @if (caps().length === 0 && !overdraft()) {
      <p class="soft" i18n>None: what is available may be spent.</p>
    }
    <dl>
      @for (cap of caps(); track cap.name) {
        <div>
          <dt>
            {{ cap.name }}
            <span class="small faint" i18n>resets {{ cap.resets }}</span>
          </dt>
          <dd>
            <tl-amount [value]="cap.room.available" />&ngsp;<span class="small faint" i18n
              >left of <tl-amount [value]="cap.room.cap"
            /></span>
          </dd>
        </div>
      }
      @if (overdraft(); as overdraft) {
        <div>
          <dt i18n>Overdraft</dt>
          <dd>
            <tl-amount [value]="overdraft.overdrawn" />&ngsp;<span class="small faint" i18n
              >overdrawn of <tl-amount [value]="overdraft.overdraftLimit"
            /></span>
          </dd>
        </div>
      }
    </dl>
  `,
  styles: `
    :host {
      display: block;
      padding: 6px var(--space-4);
    }
    div {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      align-items: baseline;
      gap: 2px var(--space-4);
      padding: 9px 0;
    }
    div + div {
      border-top: 1px solid var(--line);
    }
    dt .small {
      display: block;
    }
    dd {
      font-weight: 550;
    }
    dd .small {
      font-weight: 400;
    }
    p {
      padding: var(--space-3) 0;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SpendingLimits {
  readonly limits = input.required<AccountLimits>();
  readonly model = input.required<string>();
  private readonly zone = inject(ViewerClock).zone;

  private readonly ofModel = computed<ModelLimits | null>(
    () => this.limits().models.find(({ model }) => model === this.model()) ?? null,
  );
  protected readonly caps = computed(() => [
    ...PERIODS.flatMap(({ key, ofModel }) => this.capsOf(ofModel, this.ofModel()?.caps[key] ?? null)),
    ...PERIODS.flatMap(({ key, ofAccount }) => this.capsOf(ofAccount, this.limits().caps[key])),
  ]);
  protected readonly overdraft = computed(() => {
    const limits = this.ofModel();
    return limits && (limits.overdraftLimit !== '0' || limits.overdrawn !== '0') ? limits : null;
  });

  private capsOf(name: string, room: CapRoom | null) {
    return room ? [{ name, room, resets: momentText(room.resetsAt, this.zone) }] : [];
  }
}
