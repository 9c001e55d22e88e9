import { signal, type Signal } from '@angular/core';
import { newOperationKey } from './operation-key.js';
import { troubleOf, type Trouble } from './trouble.js';

/** Answers by who stands before the ledger: signed out, not allowed, too slow, too many. They say nothing of an earlier attempt. */
const UNDECIDED = [401, 403, 408, 425, 429];

/** What is done under an idempotency key. Throws what HttpClient throws. */
type Act = (operationKey: string) => Promise<void>;

/**
 * What a person asks for: one thing at a time. A retry of the same thing has the same key, until it is done
 * or refused for good.
 */
export class RequestedAct {
  private readonly waiting = signal(false);
  private readonly failure = signal<Trouble | null>(null);
  private readonly keys = new Map<string, string>();
  private latest: { readonly what: string; readonly act: Act } | null = null;

  readonly isWaiting: Signal<boolean> = this.waiting.asReadonly();
  readonly trouble: Signal<Trouble | null> = this.failure.asReadonly();

  /**
   * @param refused what follows when the server refuses it for good.
   * @param tell what went wrong, in words.
   */
  constructor(
    private readonly refused: (trouble: Trouble) => Promise<void> = () => Promise.resolve(),
    private readonly tell: (error: unknown) => Trouble = troubleOf,
  ) {}

  /**
   * What was typed has changed. What nobody knows the outcome of keeps its key all the same: if it was done, the
   * server says so, instead of doing this as well.
   */
  renew(): void {
    this.failure.set(null);
  }

  async carryOut(what: string, act: Act): Promise<void> {
    if (this.waiting()) return;
    this.latest = { what, act };
    this.waiting.set(true);
    this.failure.set(null);
    try {
      await act(this.keyOf(what));
      this.keys.delete(what);
    } catch (error) {
      await this.fail(what, this.tell(error));
    } finally {
      this.waiting.set(false);
    }
  }

  async tryAgain(): Promise<void> {
    if (this.latest) await this.carryOut(this.latest.what, this.latest.act);
  }

  private async fail(what: string, trouble: Trouble): Promise<void> {
    this.failure.set(trouble);
    if (trouble.status < 400 || trouble.status >= 500 || UNDECIDED.includes(trouble.status)) return;
    this.keys.delete(what);
    await this.refused(trouble);
  }

  private keyOf(what: string): string {
    const key = this.keys.get(what) ?? newOperationKey();
    this.keys.set(what, key);
    return key;
  }
}
