import type { PaymentFailure } from '#libs/ledger';

/** What a test card does. Its number is never kept: only this, and its last four digits. */
export type CardBehaviour =
  'success' | 'decline' | 'insufficient-funds' | 'authentication-required' | 'delayed-success' | 'outage';

export interface TestCard {
  readonly number: string;
  readonly behaviour: CardBehaviour;
  readonly meaning: string;
}

/** The numbers are those that Stripe's documentation gives for the same outcomes. */
export const TEST_CARDS: readonly TestCard[] = [
  { number: '4242424242424242', behaviour: 'success', meaning: 'Succeeds' },
  { number: '4000000000000077', behaviour: 'delayed-success', meaning: 'Succeeds after some seconds' },
  { number: '4000002500003155', behaviour: 'authentication-required', meaning: 'Asks you to confirm' },
  { number: '4000000000000002', behaviour: 'decline', meaning: 'Is declined' },
  { number: '4000000000009995', behaviour: 'insufficient-funds', meaning: 'Has insufficient funds' },
  { number: '4000000000000119', behaviour: 'outage', meaning: 'Cannot be processed right now' },
];

export function testCard(typed: string): TestCard | null {
  const digits = typed.replaceAll(/[\s-]/g, '');
  return TEST_CARDS.find(({ number }) => number === digits) ?? null;
}

const FAILURES: Partial<Record<CardBehaviour, PaymentFailure>> = {
  decline: { code: 'card-declined', message: 'The card was declined.' },
  'insufficient-funds': { code: 'insufficient-funds', message: 'The card has insufficient funds.' },
};

export const AUTHENTICATION_REFUSED: PaymentFailure = {
  code: 'authentication-required',
  message: 'The payment was not confirmed.',
};

/** @returns null when the card pays. */
export function failureOf(behaviour: CardBehaviour, buyerIsThere: boolean): PaymentFailure | null {
  if (behaviour === 'authentication-required' && !buyerIsThere) {
    return { code: 'authentication-required', message: 'The bank wants the buyer to confirm the payment.' };
  }
  return FAILURES[behaviour] ?? null;
}
