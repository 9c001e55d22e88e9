import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { Router } from '@angular/router';
import { pages } from '#libs/contract/routes';
import { LucideBookOpen, LucideLogOut } from '@lucide/angular';
import { CurrentSession } from '../session/current-session.js';
import { initialsOf } from '../ui/initials.js';

@Component({
  selector: 'tl-account-menu',
  imports: [LucideBookOpen, LucideLogOut, MatMenu, MatMenuItem, MatMenuTrigger],
  template: `
    <button
      class="avatar"
      type="button"
      [attr.aria-label]="initials() + ', account of ' + name()"
      [matMenuTriggerFor]="menu"
    >
      {{ initials() }}
    </button>
    <mat-menu #menu="matMenu" class="menu" xPosition="before">
      <div class="who" role="presentation">
        <p class="name">{{ name() }}</p>
        <p class="small soft">{{ session.user()?.email }}</p>
        @if (session.user()?.role !== 'user') {
          <p class="small soft role">{{ session.user()?.role }}</p>
        }
      </div>
      <a mat-menu-item href="/api/docs" target="_blank" rel="noopener">
        <svg lucideBookOpen [size]="16"></svg>API documentation
      </a>
      <button mat-menu-item (click)="signOut()">
        <svg lucideLogOut [size]="16"></svg>{{ failed() ? 'Not signed out: try again' : 'Sign out' }}
      </button>
    </mat-menu>
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
  protected readonly failed = signal(false);

  protected async signOut(): Promise<void> {
    try {
      await this.session.signOut();
      await this.router.navigateByUrl(pages.signIn);
    } catch {
      this.failed.set(true); // said where it was asked for
    }
  }
}
