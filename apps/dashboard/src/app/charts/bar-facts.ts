import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { BarFactsText } from './facts-of.js';

/** The card beside a bar that is pointed at or focused; its parts as they stand upon each other. */
@Component({
  selector: 'tl-bar-facts',
  template: `
    @let bar = facts();
    <p class="title">
      {{ bar.title }}
      @if (bar.isIncomplete) {
        <span class="faint" i18n>so far</span>
      }
    </p>
    <dl class="figures">
      @for (part of bar.parts.toReversed(); track part.name) {
        <dt><span class="swatch" [style.background]="part.tone"></span>{{ part.name }}</dt>
        <dd>{{ part.tokens }}</dd>
      }
      <dt class="sum" i18n>Tokens</dt>
      <dd class="sum">{{ bar.tokens }}</dd>
      <dt class="soft" i18n>Uses</dt>
      <dd class="soft">{{ bar.operations }}</dd>
    </dl>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-2);
      min-width: 168px;
      max-width: 280px;
      padding: var(--space-2) var(--space-3) 10px;
      border: 1px solid var(--line-strong);
      border-radius: var(--radius-small);
      background: var(--surface);
      box-shadow: var(--shadow-overlay);
      font-size: 13px;
      line-height: 18px;
    }
    .title {
      font-weight: 600;
    }
    dl {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      gap: 2px var(--space-4);
    }
    dt {
      display: flex;
      gap: var(--space-2);
      align-items: center;
      overflow-wrap: anywhere;
    }
    dd {
      text-align: end;
    }
    .sum {
      font-weight: 600;
    }
    .swatch {
      flex: none;
      width: 8px;
      height: 8px;
      border-radius: 2px;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BarFacts {
  readonly facts = input.required<BarFactsText>();
}
