import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { pages } from '#libs/contract/routes';

/** Stands where a page would be that only administrators have. The API refuses the rest. */
@Component({
  selector: 'tl-not-allowed',
  imports: [RouterLink],
  template: `
    <h1 i18n>Not allowed</h1>
    <p i18n class="soft">Only administrators change rates and what is sold. Ask one of them.</p>
    <a i18n class="button" [routerLink]="overview">Back to the overview</a>
  `,
  styles: `
    :host {
      display: grid;
      justify-items: start;
      gap: var(--space-3);
      max-width: 520px;
      padding: 12vh 0;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NotAllowed {
  protected readonly overview = pages.dashboard;
}
