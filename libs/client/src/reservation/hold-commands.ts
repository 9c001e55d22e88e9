import type { Extension, Release, Reservation, Settlement } from '#libs/contract';
import type { Answered } from '../answers/answered.js';
import type { Estimate, ExtendHold, HoldOperation, SettleHold } from '../operations.js';
import type { CallOptions } from '../requests/requests.js';

/** What can be done with holds. */
export interface HoldCommands {
  reserve(estimate: Estimate, options?: CallOptions): Promise<Answered<Reservation>>;
  settle(settlement: SettleHold, options?: CallOptions): Promise<Answered<Settlement>>;
  release(hold: HoldOperation, options?: CallOptions): Promise<Answered<Release>>;
  extend(extension: ExtendHold, options?: CallOptions): Promise<Answered<Extension>>;
}
