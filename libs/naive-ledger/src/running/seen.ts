import type { Deed } from '../histories/any-deed.js';
import type { Answered } from './answers.js';

/** How often each thing happened, over all histories: what never happens proves nothing. */
export class Seen {
  private readonly times = new Map<string, number>();

  count(what: string, times = 1): void {
    this.times.set(what, this.of(what) + times);
  }

  countDeed(
    deed: Deed | null,
    answered: readonly Answered[],
    events: readonly { readonly type: string }[],
  ): void {
    if (deed) this.count(deed.kind);
    for (const { type } of events) this.count(type);
    for (const { answer } of answered) {
      this.count('command');
      if (answer.kind === 'refused') this.count(answer.refusal.code);
      else if (answer.kind === 'reused') this.count('id of another request');
      else if (answer.replayed) this.count('replay');
    }
  }

  of(what: string): number {
    return this.times.get(what) ?? 0;
  }

  add(other: Seen): void {
    for (const [what, times] of other.times) this.count(what, times);
  }

  /** Those that happened less often. */
  rarerThan(times: number, all: readonly string[]): readonly string[] {
    return all.filter((each) => this.of(each) < times).map((each) => `${each}: ${this.of(each)}`);
  }
}
