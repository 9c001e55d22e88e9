import { DestroyRef, DOCUMENT, Injectable, computed, effect, inject, signal } from '@angular/core';
import { readableAmount } from '../amounts/amount-text.js';
import { AccountStatement } from '../statement/account-statement.js';
import { ViewerClock } from '../time/viewer-clock.js';
import { Announcer } from './announcer.js';
import { asOfWords } from './as-of.js';
import { LiveCoordinator } from './live-coordinator.js';
import { liveStreamOf } from './live-stream.js';

/** The statement of an account, kept fresh for as long as somebody looks at it. */
@Injectable()
export class LiveAccount {
  private readonly statement = inject(AccountStatement);
  private readonly clock = inject(ViewerClock);
  private readonly destroyed = inject(DestroyRef);
  private readonly announcer = inject(Announcer);
  private readonly document = inject(DOCUMENT);
  private readonly coordinator = signal<LiveCoordinator | null>(null);

  /** Of the last event that the page includes. */
  readonly position = computed(() => this.statement.balance.value()?.asOf.position ?? null);
  readonly freshness = computed(() => this.coordinator()?.freshness() ?? null);
  /** When everything was read last: whoever shows more of the account reads it again then. */
  readonly refreshedAt = computed(() => this.freshness()?.refreshedAt ?? null);
  readonly asOf = computed(() => {
    const freshness = this.freshness();
    return freshness && asOfWords(freshness, this.position(), this.clock.now());
  });

  constructor() {
    this.announceChanges();
  }

  follow(accountId: string): void {
    const coordinator = new LiveCoordinator({
      openStream: liveStreamOf(accountId),
      refresh: () => this.statement.refresh(),
    });
    this.coordinator.set(coordinator);
    this.destroyed.onDestroy(() => coordinator.rest());
    this.restAndWakeWithTheWindow(coordinator);
    coordinator.start();
  }

  refreshNow(): void {
    this.coordinator()?.refreshNow();
  }

  private restAndWakeWithTheWindow(coordinator: LiveCoordinator): void {
    const listening = new AbortController();
    const { signal: ended } = listening;
    this.destroyed.onDestroy(() => listening.abort());
    const restOrWake = () =>
      this.document.visibilityState === 'visible' ? coordinator.wake() : coordinator.rest();
    this.document.defaultView?.addEventListener('online', () => coordinator.wake(), { signal: ended });
    this.document.defaultView?.addEventListener('offline', () => coordinator.refreshNow(), { signal: ended });
    this.document.addEventListener('visibilitychange', restOrWake, { signal: ended });
  }

  private announceChanges(): void {
    this.destroyed.onDestroy(() => this.announcer.drop('balance'));
    let before: string | null = null;
    effect(() => {
      const available = this.statement.balance.value()?.available ?? null;
      if (before !== null && available !== null && available !== before)
        this.announcer.say('balance', $localize`Available tokens: ${readableAmount(available)}:tokens:`);
      before = available;
    });
  }
}
