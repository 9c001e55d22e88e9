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

  modelOrAll(): string {
    return this.data['model'] === null ? $localize`the account` : this.text('model');
  }

  items(): string {
    const items = this.data['items'];
    if (!Array.isArray(items)) return '?';
    return items
      .map((item) => item as Record<string, unknown>)
      .map(tokensOfModel)
      .join($localize`:Between the parts of a list:, `);
  }
}

function tokensOfModel(item: Readonly<Record<string, unknown>>): string {
  const told = new Told(item);
  return $localize`${told.tokens('amount')}:tokens: of ${told.text('model')}:model:`;
}

const WORDS: Readonly<Record<string, (told: Told) => string>> = {
  TokensGranted: (told) =>
    $localize`Granted ${told.tokens('amount')}:amount: of ${told.text('model')}:model: (${told.text('source')}:source:)`,
  TokensPurchased: (told) =>
    $localize`Bought ${told.text('packageName')}:packageName:: ${told.items()}:items:`,
  GrantTookEffect: (told) => $localize`Grant ${told.text('grantId')}:grantId: took effect`,
  TokensConsumed: (told) =>
    $localize`Consumed ${told.tokens('tokens')}:tokens: of ${told.text('model')}:model: for ${told.tokens('units')}:units: × ${told.text('unit')}:unit: of ${told.text('feature')}:feature:`,
  TokensExpired: (told) =>
    $localize`Expired: ${told.tokens('tokens')}:tokens: of ${told.text('model')}:model:`,
  TokensRolledOver: (told) =>
    $localize`Rolled over: ${told.tokens('tokens')}:tokens: of ${told.text('model')}:model:`,
  TokensReserved: (told) =>
    $localize`Held ${told.tokens('tokens')}:tokens: of ${told.text('model')}:model: for ${told.text('feature')}:feature:`,
  HoldSettled: (told) =>
    $localize`Settled a hold: ${told.tokens('tokens')}:tokens: of ${told.text('model')}:model:`,
  HoldReleased: (told) => $localize`Released hold ${told.text('holdId')}:holdId:`,
  HoldExpired: (told) => $localize`Hold ${told.text('holdId')}:holdId: expired`,
  HoldExtended: (told) => $localize`Extended hold ${told.text('holdId')}:holdId:`,
  ConsumptionReversed: (told) =>
    $localize`Reversed ${told.tokens('tokens')}:tokens: of ${told.text('model')}:model:: ${told.text('reason')}:reason:`,
  BalanceAdjusted: (told) =>
    $localize`Adjusted ${told.text('direction')}:direction: by ${told.tokens('tokens')}:tokens: of ${told.text('model')}:model:: ${told.text('reason')}:reason:`,
  TokensRevoked: (told) =>
    $localize`Revoked ${told.tokens('tokens')}:tokens: of ${told.text('model')}:model:: ${told.text('reason')}:reason:`,
  SpendingFrozen: (told) => $localize`Spending frozen: ${told.text('reason')}:reason:`,
  SpendingUnfrozen: (told) => $localize`Spending goes on: ${told.text('reason')}:reason:`,
  AllocationMadeUnlimited: (told) => $localize`Made ${told.text('model')}:model: unlimited`,
  AllocationMadeLimited: (told) => $localize`Made ${told.text('model')}:model: limited again`,
  OverdraftLimitSet: (told) =>
    $localize`Set the overdraft limit of ${told.text('model')}:model: to ${told.tokens('limit')}:tokens:`,
  OverdraftRepaid: (told) =>
    $localize`Repaid ${told.tokens('tokens')}:tokens: of the overdraft of ${told.text('model')}:model:`,
  SpendingCapsSet: (told) => $localize`Set the spending caps of ${told.modelOrAll()}:model:`,
  TimeZoneSet: (told) => $localize`Set the time zone to ${told.text('timeZone')}:time zone:`,
  BalanceThresholdRecovered: (told) => $localize`${told.text('model')}:model: is no longer low`,
  BalanceThresholdCrossed: (told) => $localize`Low balance of ${told.text('model')}:model:`,
};
