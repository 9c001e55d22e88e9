import { signal, type Signal } from '@angular/core';
import { firstValueFrom, type Observable } from 'rxjs';
import { troubleOf, type Trouble } from '../http/trouble.js';

/** A part of the page: what the server answered last, and what went wrong since. */
export class Answer<T> {
  private readonly latest = signal<T | null>(null);
  private readonly failure = signal<Trouble | null>(null);
  private asked = 0;
  private answered = 0;

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
      this.take(asked, answer, null);
    } catch (error) {
      this.take(asked, this.latest(), troubleOf(error));
    }
    return this.failure();
  }

  /** One that is asked for again and again, faster than the server answers, is shown all the same. */
  private take(asked: number, answer: T | null, trouble: Trouble | null): void {
    if (asked < this.answered) return;
    this.answered = asked;
    this.latest.set(answer);
    this.failure.set(trouble);
  }
}
