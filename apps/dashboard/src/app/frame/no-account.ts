import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { pages } from '#libs/contract/routes';
import { CurrentSession } from '../session/current-session.js';
import { roleName } from '../session/role-name.js';

/** For auditors and administrators: they look after the accounts of others. */
@Component({
  selector: 'tl-no-account',
  imports: [RouterLink],
  template: `
    <h1 i18n>No account of your own</h1>
    <p i18n class="soft">
      You are signed in as {{ role() }}. Your user looks after the ledger and holds no tokens, so there is no
      balance to show here.
    </p>
    <p i18n class="soft">
      You can look at the accounts of others here. For everything else that you may do there is the interface
      for programs.
    </p>
    <div class="ways">
      <a i18n class="button primary" [routerLink]="accounts">See the accounts</a>
      <a i18n class="button" href="/api/docs">Open the API documentation</a>
    </div>
  `,
  styles: `
    :host {
      display: grid;
      justify-items: start;
      gap: var(--space-3);
      max-width: 520px;
      padding: 12vh 0;
    }
    .ways {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2);
      margin-top: var(--space-3);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NoAccount {
  protected readonly accounts = pages.accounts;
  private readonly session = inject(CurrentSession);
  protected readonly role = computed(() => {
    const role = this.session.user()?.role;
    return role ? roleName(role) : '';
  });
}
