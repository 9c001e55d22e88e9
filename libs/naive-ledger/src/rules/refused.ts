import type { Refusal } from '#libs/ledger';
import { MOST, written, type Tokens } from './figures.js';

/** Thrown where a rule is broken, so that the rules read one after the other. */
export class Refused extends Error {
  override readonly name = 'Refused';

  constructor(readonly refusal: Refusal) {
    super(refusal.code);
  }
}

/** More than can be written down. */
export function refuseTooLarge(model: string, tokens: Tokens): void {
  if (tokens > MOST) {
    refuse({ code: 'amount-too-large', model, amount: written(tokens), maximum: written(MOST) });
  }
}

export function refuse(refusal: Refusal): never {
  throw new Refused(refusal);
}
