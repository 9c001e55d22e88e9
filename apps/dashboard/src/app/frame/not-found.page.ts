import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { pages } from '#libs/contract/routes';
import { BrandMark } from '../ui/brand-mark.js';

@Component({
  selector: 'tl-not-found-page',
  imports: [BrandMark, RouterLink],
  template: `
    <main>
      <tl-brand-mark />
      <h1 i18n>There is nothing here</h1>
      <p i18n class="soft">The address may be mistyped, or the page has moved.</p>
      <a i18n class="button" [routerLink]="dashboard">Go to token management</a>
    </main>
  `,
  styles: `
    main {
      display: grid;
      justify-items: start;
      gap: var(--space-3);
      width: min(420px, 100% - 40px);
      margin: 22vh auto 0;
    }
    .button {
      margin-top: var(--space-3);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NotFoundPage {
  protected readonly dashboard = pages.dashboard;
}
