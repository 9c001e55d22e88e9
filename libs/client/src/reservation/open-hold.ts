import type { Reservation } from '#libs/contract';
import type { DecimalString } from '#libs/ledger/tokens';
import type { Answered } from '../answers/answered.js';

/** What the work has of its hold: it says what it uses, as it uses it. */
export interface OpenHold {
  readonly holdId: string;
  /** What was set aside, and at which rate. */
  readonly reservation: Answered<Reservation>;
  /** Aborts when the caller stops the work, and when the hold is lost. Pass it to what the work calls. */
  readonly signal: AbortSignal;
  /** So many units more. @throws {RangeError} when they are no decimal string. */
  add(units: DecimalString): void;
  /** So much text more; its words or characters are counted. @throws {TypeError} where the unit is another. */
  addText(text: string): void;
  /** So many units in all, in place of what was added: for providers that tell the sum at the end. */
  set(units: DecimalString): void;
  /** The units so far. */
  used(): DecimalString;
}
