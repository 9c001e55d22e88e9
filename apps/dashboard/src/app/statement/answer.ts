import { signal, type Signal } from '@angular/core';
import { firstValueFrom, type Observable } from 'rxjs';
import { troubleOf, type Trouble } from '../http/trouble.js';

/** A part of the page: what the server answered last, and what went wrong since. */
export class Answer<T> {
  private readonly latest = signal<T | null>(null);
  private readonly failure = signal<Trouble | null>(null);

  readonly value: Signal<T | null> = this.latest.asReadonly();
  readonly trouble: Signal<Trouble | null> = this.failure.asReadonly();

  constructor(private readonly ask: () => Observable<T>) {}

  /** Keeps the answer before when this one fails. @returns what went wrong, if anything. */
  async refresh(): Promise<Trouble | null> {
    try {
      this.latest.set(await firstValueFrom(this.ask()));
      this.failure.set(null);
    } catch (error) {
      this.failure.set(troubleOf(error));
    }
    return this.failure();
  }
}
