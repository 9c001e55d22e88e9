import { testCard, type TestCard } from './test-cards.js';

/** What was typed, as it came: none of it is to be trusted, kept, logged or shown again. */
export interface CardForm {
  readonly card_number?: unknown;
  readonly expiry?: unknown;
  readonly cvc?: unknown;
}

export interface FormProblem {
  /** Null when it is nothing that was typed. */
  readonly field: keyof CardForm | null;
  readonly message: string;
}

export type ReadCard =
  | { readonly card: TestCard; readonly problem?: never }
  | { readonly card?: never; readonly problem: FormProblem };

export function readCardForm({ card_number: number, expiry, cvc }: CardForm): ReadCard {
  const card = testCard(textOf(number));
  if (!card) return { problem: { field: 'card_number', message: numberProblem(textOf(number)) } };
  if (!/^(0[1-9]|1[0-2]) ?\/ ?\d{2}$/.test(textOf(expiry))) {
    return { problem: { field: 'expiry', message: 'Type the expiry as month and year: 12/34.' } };
  }
  if (!/^\d{3,4}$/.test(textOf(cvc))) {
    return { problem: { field: 'cvc', message: 'Type the security code: three or four digits.' } };
  }
  return { card };
}

function numberProblem(typed: string): string {
  const digits = typed.replaceAll(/[\s-]/g, '');
  return /^\d{12,19}$/.test(digits) && hasCheckDigit(digits)
    ? 'Only test cards work here: choose one from the table. Never type a real card number.'
    : 'This is no card number: choose a test card from the table.';
}

/** Luhn's check digit, which tells a card number from a slip of the hand. */
function hasCheckDigit(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const weighed = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (weighed > 9 ? weighed - 9 : weighed);
  }, 0);
  return sum % 10 === 0;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
