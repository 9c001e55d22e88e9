import { signal, type Signal } from '@angular/core';
import { firstValueFrom, type Observable } from 'rxjs';
import { troubleOf, type Trouble } from '../http/trouble.js';

/** A part of the page: what the server answered last, and what went wrong since. */
export class Answer<T> {
  private readonly latest = signal<T | null>(null);
  private readonly failure = signal<Trouble | null>(null);
  private asked = 0;

  readonly value: Signal<T | null> = this.latest.asReadonly();
  readonly trouble: Signal<Trouble | null> = this.failure.asReadonly();

  constructor(private readonly ask: () => Observable<T>) {}

  /**
   * Keeps the answer before when this one fails, and when it was asked for earlier than one that came sooner.
   * @returns what went wrong, if anything.
   */
  async refresh(): Promise<Trouble | null> {
    this.asked += 1;
    const asked = this.asked;
    try {
      const answer = await firstValueFrom(this.ask());
      if (asked === this.asked) this.take(answer, null);
    } catch (error) {
      if (asked === this.asked) this.take(this.latest(), troubleOf(error));
    }
    return this.failure();
  }

  private take(answer: T | null, trouble: Trouble | null): void {
    this.latest.set(answer);
    this.failure.set(trouble);
  }
}
