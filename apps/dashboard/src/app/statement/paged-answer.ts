import { computed, signal, type Signal } from '@angular/core';
import { firstValueFrom, type Observable } from 'rxjs';
import { troubleOf, type Trouble } from '../http/trouble.js';

export interface AnsweredPage<Item> {
  readonly items: readonly Item[];
  /** Where the next page begins; null on the last. */
  readonly next: string | null;
}

/** As most lists of the API answer: what comes next has a cursor. */
export function pageByCursor<Item>({
  items,
  nextCursor: next,
}: {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}): AnsweredPage<Item> {
  return { items, next };
}

type AskPage<Item> = (place: string | null) => Observable<AnsweredPage<Item>>;

/** A long list, read a page at a time: what the server answered so far, and what went wrong since. */
export class PagedAnswer<Item> {
  private readonly loaded = signal<readonly Item[] | null>(null);
  private readonly next = signal<string | null>(null);
  private readonly failure = signal<Trouble | null>(null);
  private readonly loading = signal(false);
  private ask: AskPage<Item> | null = null;

  /** Null until the first page is there. */
  readonly items: Signal<readonly Item[] | null> = this.loaded.asReadonly();
  readonly trouble: Signal<Trouble | null> = this.failure.asReadonly();
  readonly isLoading: Signal<boolean> = this.loading.asReadonly();
  readonly hasMore = computed(() => this.next() !== null);

  /** Begins anew. What is there stays until the first page comes, unless it is of something else. */
  async read(ask: AskPage<Item>, options: { readonly ofElse: boolean }): Promise<void> {
    this.ask = ask;
    if (options.ofElse) this.loaded.set(null);
    await this.take(ask, null);
  }

  async showMore(): Promise<void> {
    const place = this.next();
    if (place !== null && this.ask && !this.loading()) await this.take(this.ask, place);
  }

  /** Whatever failed last. */
  async retry(): Promise<void> {
    if (this.loaded() && this.hasMore()) await this.showMore();
    else if (this.ask) await this.take(this.ask, null);
  }

  /** An answer to what was asked for before counts no more. */
  private async take(ask: AskPage<Item>, place: string | null): Promise<void> {
    this.loading.set(true);
    try {
      const page = await firstValueFrom(ask(place));
      if (ask === this.ask) this.show(page, place);
    } catch (error) {
      if (ask === this.ask) this.failure.set(troubleOf(error));
    } finally {
      if (ask === this.ask) this.loading.set(false);
    }
  }

  private show({ items, next }: AnsweredPage<Item>, place: string | null): void {
    const before = place === null ? [] : (this.loaded() ?? []);
    this.loaded.set([...before, ...items]);
    this.next.set(next);
    this.failure.set(null);
  }
}
