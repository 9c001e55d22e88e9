import { ChangeDetectionStrategy, Component } from '@angular/core';
import { LucideBell } from '@lucide/angular';

@Component({
  selector: 'tl-no-notifications',
  imports: [LucideBell],
  template: `
    <svg lucideBell [size]="22" class="faint"></svg>
    <p class="what" i18n>Nothing to tell</p>
    <p class="soft" i18n>
      You hear of it here when a balance falls to 10% or 5%, tokens are about to expire, or a payment fails.
    </p>
  `,
  styleUrl: '../ui/empty-state.css',
  styles: `
    :host {
      padding-block: var(--space-6);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NoNotifications {}
