import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { LucideCheck, LucideMonitor, LucideMoon, LucideSun } from '@lucide/angular';
import { Menu, MenuFor } from './menu.js';
import { THEMES, ThemeChoice } from './theme.js';

const NAMES = { system: $localize`Like the system`, light: $localize`Light`, dark: $localize`Dark` } as const;

@Component({
  selector: 'tl-theme-switch',
  imports: [LucideCheck, LucideMonitor, LucideMoon, LucideSun, Menu, MenuFor],
  template: `
    <button class="icon-button" type="button" aria-label="Theme" i18n-aria-label [tlMenuFor]="menu">
      @switch (choice.theme()) {
        @case ('system') {
          <svg lucideMonitor [size]="18"></svg>
        }
        @case ('light') {
          <svg lucideSun [size]="18"></svg>
        }
        @case ('dark') {
          <svg lucideMoon [size]="18"></svg>
        }
      }
    </button>
    <tl-menu #menu i18n-label label="Theme">
      @for (theme of themes; track theme) {
        <button
          class="menu-item"
          role="menuitemradio"
          [attr.aria-checked]="choice.theme() === theme"
          (click)="choice.choose(theme)"
        >
          @switch (theme) {
            @case ('system') {
              <svg lucideMonitor [size]="16"></svg>
            }
            @case ('light') {
              <svg lucideSun [size]="16"></svg>
            }
            @case ('dark') {
              <svg lucideMoon [size]="16"></svg>
            }
          }
          <span class="name">{{ names[theme] }}</span>
          @if (choice.theme() === theme) {
            <svg lucideCheck [size]="16"></svg>
          }
        </button>
      }
    </tl-menu>
  `,
  styles: '.name { flex: 1; }',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ThemeSwitch {
  protected readonly choice = inject(ThemeChoice);
  protected readonly themes = THEMES;
  protected readonly names = NAMES;
}
