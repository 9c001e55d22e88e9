import { ChangeDetectionStrategy, Component } from '@angular/core';
import { LucideCheck, LucideLanguages } from '@lucide/angular';
import { Menu, MenuFor } from '../ui/menu.js';
import { chooseLanguage, LANGUAGES, languageOfPage } from './languages.js';

/** For those who are not signed in; the others find it in the menu of their account. */
@Component({
  selector: 'tl-language-switch',
  imports: [LucideCheck, LucideLanguages, Menu, MenuFor],
  template: `
    <button class="icon-button" type="button" aria-label="Language" i18n-aria-label [tlMenuFor]="menu">
      <svg lucideLanguages [size]="18"></svg>
    </button>
    <tl-menu #menu i18n-label label="Language">
      @for (language of languages; track language.code) {
        <button
          class="menu-item"
          role="menuitemradio"
          [attr.aria-checked]="language === current"
          [attr.lang]="language.code"
          (click)="choose(language)"
        >
          <span class="name">{{ language.name }}</span>
          @if (language === current) {
            <svg lucideCheck [size]="16"></svg>
          }
        </button>
      }
    </tl-menu>
  `,
  styles: '.name { flex: 1; }',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LanguageSwitch {
  protected readonly languages = LANGUAGES;
  protected readonly current = languageOfPage();
  protected readonly choose = chooseLanguage;
}
