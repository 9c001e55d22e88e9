import type { AccountEventView } from '#libs/contract';
import { readableAmount } from '../amounts/amount-text.js';

/** What an event says, in a line. An event that is not known here is called by its type. */
export function eventWords({ type, data }: Pick<AccountEventView, 'type' | 'data'>): string {
  const words = Object.hasOwn(WORDS, type) ? WORDS[type]?.(new Told(data)) : undefined;
  return words ?? type.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ');
}

/** The members of an event: whatever is stored, reading them never fails. */
class Told {
  constructor(private readonly data: Readonly<Record<string, unknown>>) {}

  text(name: string): string {
    const value = this.data[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '?';
  }

  tokens(name: string): string {
    const value = this.data[name];
    return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? readableAmount(value) : '?';
  }

  items(): string {
    const items = this.data['items'];
    if (!Array.isArray(items)) return '?';
    return items
      .map((item) => item as Record<string, unknown>)
      .map(tokensOfModel)
      .join(', ');
  }
}

function tokensOfModel(item: Readonly<Record<string, unknown>>): string {
  const told = new Told(item);
  return `${told.tokens('amount')} of ${told.text('model')}`;
}

const WORDS: Readonly<Record<string, (told: Told) => string>> = {
  TokensGranted: (told) =>
    `Granted ${told.tokens('amount')} of ${told.text('model')} (${told.text('source')})`,
  TokensPurchased: (told) => `Bought ${told.text('packageName')}: ${told.items()}`,
  GrantTookEffect: (told) => `Grant ${told.text('grantId')} took effect`,
  TokensConsumed: (told) =>
    `Consumed ${told.tokens('tokens')} of ${told.text('model')} for ${told.tokens('units')} × ${told.text('unit')} of ${told.text('feature')}`,
  TokensExpired: (told) => `Expired: ${told.tokens('tokens')} of ${told.text('model')}`,
  TokensRolledOver: (told) => `Rolled over: ${told.tokens('tokens')} of ${told.text('model')}`,
  TokensReserved: (told) =>
    `Held ${told.tokens('tokens')} of ${told.text('model')} for ${told.text('feature')}`,
  HoldSettled: (told) => `Settled a hold: ${told.tokens('tokens')} of ${told.text('model')}`,
  HoldReleased: (told) => `Released hold ${told.text('holdId')}`,
  HoldExpired: (told) => `Hold ${told.text('holdId')} expired`,
  HoldExtended: (told) => `Extended hold ${told.text('holdId')}`,
  ConsumptionReversed: (told) =>
    `Reversed ${told.tokens('tokens')} of ${told.text('model')}: ${told.text('reason')}`,
  BalanceAdjusted: (told) =>
    `Adjusted ${told.text('direction')} by ${told.tokens('tokens')} of ${told.text('model')}: ${told.text('reason')}`,
  TokensRevoked: (told) =>
    `Revoked ${told.tokens('tokens')} of ${told.text('model')}: ${told.text('reason')}`,
  SpendingFrozen: (told) => `Spending frozen: ${told.text('reason')}`,
  SpendingUnfrozen: (told) => `Spending goes on: ${told.text('reason')}`,
  BalanceThresholdCrossed: (told) => `Low balance of ${told.text('model')}`,
};
