import { ChangeDetectionStrategy, Component, computed, input, linkedSignal } from '@angular/core';
import { amountText } from '../amounts/amount-text.js';

/** An exact amount. When it changes, the new figure fades in where the old one fades out. */
@Component({
  selector: 'tl-amount',
  host: { class: 'figures', '[class.changed]': 'changed()' },
  template: `@for (figure of [figure()]; track figure.key) {
    <span class="figure" animate.enter="entering" animate.leave="leaving"
      >{{ figure.whole }}<span class="fraction">{{ figure.fraction }}</span></span
    >
  }`,
  styles: `
    :host {
      display: inline-grid;
      justify-items: inherit;
      white-space: nowrap;
    }
    .figure {
      grid-area: 1 / 1;
    }
    .fraction {
      color: var(--fraction-color, inherit);
    }
    .leaving {
      position: absolute;
    }
    :host(.changed) .entering {
      animation: figure-in var(--fade);
    }
    :host(.changed) .leaving {
      animation: figure-out var(--fade) forwards;
    }
    @keyframes figure-in {
      from {
        opacity: 0;
      }
    }
    @keyframes figure-out {
      to {
        opacity: 0;
      }
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Amount {
  /** A decimal string, as the API writes it. */
  readonly value = input.required<string>();
  protected readonly figure = computed(() => ({ key: this.value(), ...amountText(this.value()) }));
  protected readonly changed = linkedSignal<string, boolean>({
    source: this.value,
    computation: (_value, before) => before !== undefined,
  });
}
