import type { ProjectedNotice } from '../projecting/projected-notice.js';
import { PendingChange, type AccountChange } from './pending-change.js';

/** Who wants to hear of changes, by account. */
export class ChangeListeners {
  private readonly byAccount = new Map<string, Set<PendingChange>>();

  listen(accountId: string, signal: AbortSignal): AsyncIterableIterator<AccountChange> {
    const stop = () => void changes.return();
    const changes = new PendingChange(() => {
      signal.removeEventListener('abort', stop);
      this.remove(accountId, changes);
    });
    this.listenersOf(accountId).add(changes);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    return changes;
  }

  tell({ position, at, accounts }: ProjectedNotice): void {
    const concerned = accounts === 'all' ? [...this.byAccount.keys()] : accounts;
    for (const accountId of concerned) {
      for (const changes of this.byAccount.get(accountId) ?? []) changes.put({ position, at });
    }
  }

  end(): void {
    for (const listeners of [...this.byAccount.values()]) {
      for (const changes of [...listeners]) void changes.return();
    }
  }

  private listenersOf(accountId: string): Set<PendingChange> {
    const listeners = this.byAccount.get(accountId) ?? new Set();
    this.byAccount.set(accountId, listeners);
    return listeners;
  }

  private remove(accountId: string, changes: PendingChange): void {
    const listeners = this.byAccount.get(accountId);
    listeners?.delete(changes);
    if (listeners?.size === 0) this.byAccount.delete(accountId);
  }
}
