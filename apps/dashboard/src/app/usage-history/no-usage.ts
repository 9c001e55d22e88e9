import { ChangeDetectionStrategy, Component } from '@angular/core';
import { LucideHistory } from '@lucide/angular';

@Component({
  selector: 'tl-no-usage',
  imports: [LucideHistory],
  template: `
    <svg lucideHistory [size]="22" class="faint"></svg>
    <p i18n class="what">Nothing used yet</p>
    <p i18n class="soft">Every use of tokens is listed here the moment it happens, with its receipt.</p>
    <a i18n class="button" href="/api/docs" target="_blank" rel="noopener">See how services record usage</a>
  `,
  styleUrl: '../ui/empty-state.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NoUsage {}
