import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { CurrentSession } from '../session/current-session.js';

/** For auditors and administrators: they look after the accounts of others. */
@Component({
  selector: 'tl-no-account',
  template: `
    <h1>No account of your own</h1>
    <p class="soft">
      You are signed in as {{ role() }}. Your user looks after the ledger and holds no tokens, so there is no
      balance to show here.
    </p>
    <p class="soft">
      Until the pages for your role are here, the interface for programs has everything you may do.
    </p>
    <a class="button" href="/api/docs">Open the API documentation</a>
  `,
  styles: `
    :host {
      display: grid;
      justify-items: start;
      gap: var(--space-3);
      max-width: 520px;
      padding: 12vh 0;
    }
    .button {
      margin-top: var(--space-3);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NoAccount {
  private readonly session = inject(CurrentSession);
  protected readonly role = computed(() => this.session.user()?.role ?? '');
}
