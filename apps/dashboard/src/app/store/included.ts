import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { LucideCheck } from '@lucide/angular';
import { Amount } from '../ui/amount.js';

export interface IncludedTokens {
  readonly name: string;
  readonly tokens: string;
  readonly note?: string | null;
}

/** What one gets, a line for each model, as in `✓ GPT-5 Nano: 50,000 tokens`. */
@Component({
  selector: 'tl-included',
  imports: [Amount, LucideCheck],
  template: `
    <ul>
      @for (item of items(); track item.name) {
        <li>
          <svg lucideCheck [size]="15" class="check"></svg>
          <span class="name"
            >{{ item.name }}<span class="visually-hidden">: </span>
            @if (item.note) {
              <span class="small faint note">{{ item.note }}</span>
            }
          </span>
          <span class="tokens figures"
            ><tl-amount [value]="item.tokens" />&ngsp;<span i18n class="small faint">tokens</span></span
          >
        </li>
      }
    </ul>
  `,
  styles: `
    ul {
      display: grid;
      gap: var(--space-2);
    }
    li {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr) auto;
      gap: var(--space-2);
    }
    .check {
      margin-top: 2px;
      color: var(--accent);
    }
    .name {
      overflow-wrap: anywhere;
    }
    .note {
      display: block;
    }
    .tokens {
      white-space: nowrap;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Included {
  readonly items = input.required<readonly IncludedTokens[]>();
}
