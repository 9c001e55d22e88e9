import { ChangeDetectionStrategy, Component } from '@angular/core';
import { LucideHistory } from '@lucide/angular';

@Component({
  selector: 'tl-no-usage',
  imports: [LucideHistory],
  template: `
    <svg lucideHistory [size]="22" class="faint"></svg>
    <p class="what">Nothing used yet</p>
    <p class="soft">Every use of tokens is listed here the moment it happens, with its receipt.</p>
    <a class="button" href="/api/docs" target="_blank" rel="noopener">See how services record usage</a>
  `,
  styles: `
    :host {
      display: grid;
      justify-items: center;
      gap: var(--space-2);
      max-width: 400px;
      margin: 0 auto;
      padding: var(--space-7) var(--space-4);
      text-align: center;
      text-wrap: balance;
    }
    .what {
      font-weight: 600;
    }
    .button {
      margin-top: var(--space-2);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NoUsage {}
