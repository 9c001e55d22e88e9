import type { Identity } from '#libs/identity';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { IDENTITY } from '../identity/identity.module.js';

const PURGE_EVERY_MS = 3_600_000;

/** Expired sessions open nothing; this only keeps the table small. */
@Injectable()
export class SessionPurge implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger(SessionPurge.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(@Inject(IDENTITY) private readonly identity: Identity) {}

  async onApplicationBootstrap(): Promise<void> {
    this.timer = setInterval(() => void this.purge(), PURGE_EVERY_MS).unref();
    await this.purge();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  private async purge(): Promise<void> {
    try {
      const purged = await this.identity.sessions.purgeExpired();
      if (purged > 0) this.log.log(`Purged ${purged} expired sessions.`);
    } catch (error) {
      this.log.warn(
        `Expired sessions are purged later: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
}
