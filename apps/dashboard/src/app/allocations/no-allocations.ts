import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { LucideLayers } from '@lucide/angular';
import { CopyButton } from '../ui/copy-button.js';

@Component({
  selector: 'tl-no-allocations',
  imports: [CopyButton, LucideLayers],
  template: `
    <svg lucideLayers [size]="22" class="faint"></svg>
    <p i18n class="what">No tokens yet</p>
    <p i18n class="soft">
      Tokens appear here the moment somebody grants them to this account. Give your administrator its id:
    </p>
    <tl-copy-button [text]="accountId()" label="Copy account id" i18n-label />
  `,
  styleUrl: '../ui/empty-state.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NoAllocations {
  readonly accountId = input.required<string>();
}
