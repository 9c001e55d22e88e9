import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { Allocation } from '#libs/contract';
import { amount } from '#libs/ledger/tokens';
import { LucideOctagonAlert, LucideTriangleAlert } from '@lucide/angular';
import { percentText } from '../amounts/proportion.js';
import { levelOf } from './level.js';

/** The level of an allocation, named beside its colour. Nothing where there is no limit. */
@Component({
  selector: 'tl-level-words',
  imports: [LucideOctagonAlert, LucideTriangleAlert],
  template: `
    @switch (level()) {
      @case ('depleted') {
        <span class="state critical"
          ><svg lucideOctagonAlert [size]="13"></svg><span i18n>Depleted</span></span
        >
      }
      @case ('critical') {
        <span class="state critical"
          ><svg lucideOctagonAlert [size]="13"></svg><span i18n>Critical, {{ left() }} left</span></span
        >
      }
      @case ('warning') {
        <span class="state warning"
          ><svg lucideTriangleAlert [size]="13"></svg><span i18n>Low, {{ left() }} left</span></span
        >
      }
      @case ('ample') {
        <span class="faint" i18n>{{ left() }} left</span>
      }
    }
  `,
  styles: `
    :host {
      display: contents;
    }
    .state {
      display: inline-flex;
      align-items: center;
      gap: 5px;
      font-weight: 550;
    }
    .state.warning {
      color: var(--warning);
    }
    .state.critical {
      color: var(--critical);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LevelWords {
  readonly allocation = input.required<Allocation>();
  protected readonly level = computed(() => levelOf(this.allocation()));
  protected readonly left = computed(() => {
    const { available, basis } = this.allocation();
    return percentText(amount(available), amount(basis));
  });
}
