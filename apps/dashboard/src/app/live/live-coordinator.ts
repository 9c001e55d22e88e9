import { signal } from '@angular/core';
import type { Trouble } from '../http/trouble.js';
import type { OpenStream } from './live-stream.js';
import { RefreshPace } from './refresh-pace.js';

/** Also with push: grants expire and months begin without an event that would announce it. */
export const POLL_MS = 30_000;
export const RECONNECT_MS_MIN = 1_000;
export const RECONNECT_MS_MAX = 30_000;

export type Push = 'connecting' | 'open' | 'down';

/** How fresh the page is, and why it is not fresher. */
export interface Freshness {
  readonly push: Push;
  /** When the server last answered everything. */
  readonly refreshedAt: number | null;
  /** Of the latest refresh. */
  readonly trouble: Trouble | null;
}

export interface LivePorts {
  readonly openStream: OpenStream;
  /** @returns null when everything was read. */
  readonly refresh: () => Promise<Trouble | null>;
}

/** Keeps a page fresh: refreshes when the server says that something changed, and every 30 seconds anyway. */
export class LiveCoordinator {
  private readonly state = signal<Freshness>({ push: 'connecting', refreshedAt: null, trouble: null });
  private readonly pace = new RefreshPace(() => this.refresh());
  private poll: ReturnType<typeof setTimeout> | null = null;
  private reconnect: ReturnType<typeof setTimeout> | null = null;
  private reconnectMs = RECONNECT_MS_MIN;
  private closeStream: (() => void) | null = null;
  private isResting = false;

  readonly freshness = this.state.asReadonly();

  constructor(private readonly ports: LivePorts) {}

  start(): void {
    this.pace.request();
    this.connect();
  }

  /** Nobody looks: no questions, and no connection, of which a browser has few for each server. */
  rest(): void {
    this.isResting = true;
    this.pace.stop();
    if (this.poll) clearTimeout(this.poll);
    this.disconnect();
    this.setPush('down');
  }

  refreshNow(): void {
    this.pace.request();
  }

  /** The network is back, or the person is: no reason to wait any longer. */
  wake(): void {
    this.isResting = false;
    this.reconnectMs = RECONNECT_MS_MIN;
    this.pace.request();
    if (this.state().push === 'down') this.connect();
  }

  private async refresh(): Promise<void> {
    const trouble = await this.ports.refresh();
    this.state.update((before) => ({
      ...before,
      trouble,
      refreshedAt: trouble ? before.refreshedAt : Date.now(),
    }));
    if (this.poll) clearTimeout(this.poll);
    if (!this.isResting) this.poll = setTimeout(() => this.pace.request(), POLL_MS);
  }

  private connect(): void {
    this.disconnect();
    this.setPush('connecting');
    this.closeStream = this.ports.openStream({
      opened: () => this.opened(),
      projected: () => this.pace.request(),
      lost: () => this.lost(),
    });
  }

  private opened(): void {
    this.reconnectMs = RECONNECT_MS_MIN;
    this.setPush('open');
  }

  /** Refreshes too: it finds out whether only the push is gone, or the server, or the session. */
  private lost(): void {
    const wasOpen = this.state().push === 'open';
    this.setPush('down');
    if (wasOpen) this.pace.request();
    this.reconnect = setTimeout(() => this.connect(), this.reconnectMs);
    this.reconnectMs = Math.min(this.reconnectMs * 2, RECONNECT_MS_MAX);
  }

  private disconnect(): void {
    if (this.reconnect) clearTimeout(this.reconnect);
    this.reconnect = null;
    this.closeStream?.();
    this.closeStream = null;
  }

  private setPush(push: Push): void {
    this.state.update((before) => ({ ...before, push }));
  }
}
