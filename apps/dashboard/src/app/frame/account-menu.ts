import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { Router } from '@angular/router';
import { pages } from '#libs/contract/routes';
import { LucideBookOpen, LucideCheck, LucideLanguages, LucideLogOut } from '@lucide/angular';
import { CurrentSession } from '../session/current-session.js';
import { chooseLanguage, LANGUAGES, languageOfPage } from '../languages/languages.js';
import { roleName } from '../session/role-name.js';
import { initialsOf } from '../ui/initials.js';
import { Menu, MenuFor } from '../ui/menu.js';

@Component({
  selector: 'tl-account-menu',
  imports: [LucideBookOpen, LucideCheck, LucideLanguages, LucideLogOut, Menu, MenuFor],
  template: `
    <button class="avatar" type="button" [attr.aria-label]="label()" [tlMenuFor]="menu">
      {{ initials() }}
    </button>
    <tl-menu #menu i18n-label label="Account">
      <div class="who" menuHead>
        <p class="name">{{ name() }}</p>
        <p class="small soft">{{ session.user()?.email }}</p>
        @if (session.user()?.role !== 'user') {
          <p class="small soft role">{{ role() }}</p>
        }
      </div>
      <a class="menu-item" role="menuitem" href="/api/docs" target="_blank" rel="noopener">
        <svg lucideBookOpen [size]="16"></svg><ng-container i18n>API documentation</ng-container>
      </a>
      <div class="languages" role="group" aria-label="Language" i18n-aria-label>
        @for (language of languages; track language.code) {
          <button
            class="menu-item"
            role="menuitemradio"
            [attr.aria-checked]="language === currentLanguage"
            [attr.lang]="language.code"
            (click)="chooseLanguage(language)"
          >
            <svg lucideLanguages [size]="16"></svg>
            <span class="name-of-language">{{ language.name }}</span>
            @if (language === currentLanguage) {
              <svg lucideCheck [size]="16"></svg>
            }
          </button>
        }
      </div>
      <button class="menu-item" role="menuitem" type="button" (click)="signOut()">
        <svg lucideLogOut [size]="16"></svg>
        @if (failed()) {
          <ng-container i18n>Not signed out: try again</ng-container>
        } @else {
          <ng-container i18n>Sign out</ng-container>
        }
      </button>
    </tl-menu>
  `,
  styles: `
    .avatar {
      display: inline-grid;
      place-items: center;
      width: 34px;
      height: 34px;
      padding: 0;
      border: 1px solid var(--line-strong);
      border-radius: 50%;
      background: var(--surface);
      font-size: 12px;
      font-weight: 600;
      letter-spacing: 0.02em;
    }
    .avatar:hover {
      border-color: var(--line-control);
    }
    .avatar:focus-visible {
      border-radius: 50%;
    }
    .who {
      margin-bottom: 6px;
      padding: var(--space-2) var(--space-3) var(--space-3);
      border-bottom: 1px solid var(--line);
      overflow-wrap: anywhere;
    }
    .name {
      font-weight: 600;
    }
    .languages {
      margin: 6px 0;
      padding: 6px 0;
      border-block: 1px solid var(--line);
    }
    .name-of-language {
      flex: 1;
    }
    .role::first-letter {
      text-transform: uppercase;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AccountMenu {
  protected readonly session = inject(CurrentSession);
  private readonly router = inject(Router);
  protected readonly name = computed(() => this.session.user()?.name ?? '');
  protected readonly initials = computed(() => initialsOf(this.name()));
  protected readonly label = computed(
    () => $localize`${this.initials()}:initials:, account of ${this.name()}:name:`,
  );
  protected readonly role = computed(() => {
    const role = this.session.user()?.role;
    return role ? roleName(role) : '';
  });
  protected readonly failed = signal(false);
  protected readonly languages = LANGUAGES;
  protected readonly currentLanguage = languageOfPage();
  protected readonly chooseLanguage = chooseLanguage;

  protected async signOut(): Promise<void> {
    try {
      await this.session.signOut();
      await this.router.navigateByUrl(pages.signIn);
    } catch {
      this.failed.set(true); // said where it was asked for
    }
  }
}
