import { HttpClient } from '@angular/common/http';
import { Injectable, computed, inject, signal } from '@angular/core';
import type { Session, SignInRequest } from '#libs/contract';
import { routes } from '#libs/contract/routes';
import { firstValueFrom } from 'rxjs';
import { troubleOf, type Trouble } from '../http/trouble.js';

/** Who is signed in, as far as this page knows. */
@Injectable({ providedIn: 'root' })
export class CurrentSession {
  private readonly http = inject(HttpClient);
  private readonly session = signal<Session | null>(null);
  private readonly failure = signal<Trouble | null>(null);
  private readonly ended = signal(false);

  readonly user = this.session.asReadonly();
  readonly trouble = this.failure.asReadonly();
  /** There was a session, and the server no longer takes it. */
  readonly hasEnded = this.ended.asReadonly();
  readonly accountId = computed(() => this.session()?.accountId ?? null);
  readonly isAdministrator = computed(() => this.session()?.role === 'administrator');

  async load(): Promise<void> {
    this.failure.set(null);
    try {
      this.session.set(await firstValueFrom(this.http.get<Session>(routes.session)));
    } catch (error) {
      this.failure.set(troubleOf(error));
    }
  }

  /** @throws what HttpClient throws. */
  async signIn(request: SignInRequest): Promise<void> {
    this.session.set(await firstValueFrom(this.http.post<Session>(routes.session, request)));
    this.failure.set(null);
    this.ended.set(false);
  }

  /** @throws what HttpClient throws. */
  async signOut(): Promise<void> {
    await firstValueFrom(this.http.delete(routes.session));
    this.session.set(null);
  }

  end(): void {
    this.ended.set(this.session() !== null);
    this.session.set(null);
  }
}
