import type {
  BalanceNotification,
  ExpiryNotification,
  Notification,
  NotificationKind,
  PurchaseNotification,
} from '#libs/contract';
import { pages } from '#libs/contract/routes';
import { amount } from '#libs/ledger/tokens';
import { readableAmount } from '../amounts/amount-text.js';
import { moneyText } from '../amounts/money-text.js';
import { percentText } from '../amounts/proportion.js';
import { momentText } from '../time/moment-text.js';

/** The word of a kind, as its badge has it. */
export const KIND_WORDS: Readonly<Record<NotificationKind, string>> = {
  'low-balance': $localize`Low`,
  'critical-balance': $localize`Critical`,
  depleted: $localize`Depleted`,
  'expiring-soon': $localize`Expiring soon`,
  'purchase-failed': $localize`Payment failed`,
};

/** What happened, in plain words with the figures. */
export function notificationText(notification: Notification, zone: string): string {
  switch (notification.kind) {
    case 'low-balance':
    case 'critical-balance':
      return lowText(notification);
    case 'depleted':
      return $localize`${notification.modelName}:model: has no tokens left of ${readableAmount(notification.basis)}:basis:.`;
    case 'expiring-soon':
      return expiryText(notification, zone);
    case 'purchase-failed':
      return failureText(notification, zone);
  }
}

function lowText({ modelName, remaining, basis }: BalanceNotification): string {
  const share = percentText(amount(remaining), amount(basis));
  return $localize`${modelName}:model: has ${share}:share: left: ${readableAmount(remaining)}:remaining: of ${readableAmount(basis)}:basis:.`;
}

function expiryText({ modelName, tokens, expiresAt }: ExpiryNotification, zone: string): string {
  return $localize`${readableAmount(tokens)}:tokens: tokens of ${modelName}:model: expire on ${momentText(expiresAt, zone)}:moment:.`;
}

function failureText(notification: PurchaseNotification, zone: string): string {
  const { packageName, price, failure, nextAttemptAt } = notification;
  const what = $localize`The payment of ${moneyText(price)}:price: for ${packageName}:package: failed.`;
  if (failure === null) return `${what} ${$localize`It was paid later.`}`;
  const next = nextAttemptAt && $localize`It is tried again on ${momentText(nextAttemptAt, zone)}:moment:.`;
  return [what, failure.message, next].filter(Boolean).join(' ');
}

/** Where something can be done about it. */
export function notificationPage(notification: Notification): string {
  if (notification.kind !== 'purchase-failed') return pages.allocation(notification.model);
  return notification.origin === 'checkout' ? pages.purchase(notification.purchaseId) : pages.subscriptions;
}

export function isCritical({ kind }: Notification): boolean {
  return kind !== 'low-balance' && kind !== 'expiring-soon';
}
