import { Injectable, type OnModuleDestroy } from '@nestjs/common';

/** Live streams by the session or key they were opened with, so that signing out ends them at once. */
@Injectable()
export class OpenStreams implements OnModuleDestroy {
  private readonly endings = new Map<string, Set<() => void>>();
  private stopped = false;

  /** @returns a function that forgets the stream. */
  add(credentialId: string, end: () => void): () => void {
    if (this.stopped) end();
    const endings = this.endings.get(credentialId) ?? new Set();
    this.endings.set(credentialId, endings.add(end));
    return () => {
      endings.delete(end);
      if (endings.size === 0) this.endings.delete(credentialId);
    };
  }

  countOf(credentialId: string): number {
    return this.endings.get(credentialId)?.size ?? 0;
  }

  endOf(credentialId: string): void {
    for (const end of [...(this.endings.get(credentialId) ?? [])]) end();
  }

  /** The server waits for open requests before it stops, and these would never end by themselves. */
  onModuleDestroy(): void {
    this.stopped = true;
    for (const credentialId of [...this.endings.keys()]) this.endOf(credentialId);
  }
}
