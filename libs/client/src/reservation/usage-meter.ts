import type { TEXT_LENGTH_MAX as ContractTextLengthMax } from '#libs/contract';
import {
  add,
  formatAmount,
  parseAmount,
  ZERO,
  type DecimalString,
  type TokenAmount,
} from '#libs/ledger/tokens';
import { measureUnits } from '#libs/ledger/units';
import type { Quantity } from '../operations.js';

/** Does not compile when the contract's changes. */
const TEXT_LENGTH_MAX: typeof ContractTextLengthMax = 100_000;

/**
 * Adds up what is used, exactly. Text is kept as it comes, since a word may begin in one chunk of a
 * stream and end in the next.
 */
export class UsageMeter {
  private units: TokenAmount = ZERO;
  private text = '';
  private closed = false;

  /** @param unit what the feature is charged by */
  constructor(private readonly unit: string) {}

  /** @throws {RangeError} for what is no amount of units; a `number` is none. */
  add(units: DecimalString): void {
    this.assertOpen();
    this.units = add(this.units, unitsIn(units));
  }

  /** @throws {TypeError} when the unit cannot be counted in a text. */
  addText(text: string): void {
    this.assertOpen();
    if (typeof measureUnits({ text: '' }, this.unit) !== 'bigint')
      throw new TypeError(`The feature is charged by the ${this.unit}, which no text tells: add units.`);
    this.text += text;
  }

  /** Forgets what was added. @throws {RangeError} */
  set(units: DecimalString): void {
    this.assertOpen();
    this.units = unitsIn(units);
    this.text = '';
  }

  /** From now on whoever adds something hears that it is not charged. */
  close(): void {
    this.closed = true;
  }

  get isEmpty(): boolean {
    return this.units === ZERO && this.text === '';
  }

  used(): DecimalString {
    return formatAmount(add(this.units, this.unitsOfText()));
  }

  /** Text goes to the ledger, which counts it, unless it is longer than it takes or comes beside units. */
  quantity(): Quantity {
    const countedThere = this.text !== '' && this.units === ZERO && this.text.length <= TEXT_LENGTH_MAX;
    return countedThere ? { text: this.text } : { units: this.used() };
  }

  private assertOpen(): void {
    if (this.closed) throw new Error('The work has ended: what is used after it is not charged.');
  }

  private unitsOfText(): TokenAmount {
    if (this.text === '') return ZERO;
    const measured = measureUnits({ text: this.text }, this.unit);
    return typeof measured === 'bigint' ? measured : ZERO; // `addText` takes no text of other units
  }
}

function unitsIn(text: DecimalString): TokenAmount {
  const units = typeof text === 'string' ? parseAmount(text) : null;
  if (units === null || units < ZERO)
    throw new RangeError(`Units are a decimal string that is not negative; this is not: ${String(text)}`);
  return units;
}
