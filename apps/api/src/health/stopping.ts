import { Injectable, type OnModuleDestroy } from '@nestjs/common';

/** Tells the load balancer that this process is on its way out, while it still answers. */
@Injectable()
export class Stopping implements OnModuleDestroy {
  private begun = false;

  onModuleDestroy(): void {
    this.begun = true;
  }

  /** @throws {Error} while the process stops. */
  refuse(): Promise<void> {
    return this.begun ? Promise.reject(new Error('stopping')) : Promise.resolve();
  }
}
