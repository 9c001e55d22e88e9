import type { TopUp } from '#libs/contract';
import { moneyText } from '../amounts/money-text.js';
import { dayText, momentText } from '../time/moment-text.js';

export interface TopUpWords {
  readonly badge: string;
  readonly tone: 'good' | 'warning' | 'quiet';
  /** What it does now, or what keeps it from doing anything. */
  readonly text: string;
}

/** Where the auto top-up stands. Moments are those of the zone. */
export function topUpWords(topUp: TopUp, zone: string): TopUpWords {
  const { settings, paused, hasPaymentMethod } = topUp;
  if (!settings?.enabled) {
    return { badge: $localize`Off`, tone: 'quiet', text: $localize`Nothing is bought unless you buy it.` };
  }
  if (!hasPaymentMethod) return { badge: $localize`Waiting for a card`, tone: 'warning', text: NO_METHOD };
  if (paused) {
    return {
      badge: $localize`Paused`,
      tone: 'warning',
      text: $localize`${paused.reason}:reason: Nothing is bought since ${momentText(paused.since, zone)}:moment:. Check your card, and save the settings again to go on.`,
    };
  }
  return { badge: $localize`On`, tone: 'good', text: runningText(topUp, zone) };
}

const NO_METHOD = $localize`Buy something once by card: from then on that card can be charged.`;

function runningText({ inFlightPurchaseId, coolingDownUntil }: TopUp, zone: string): string {
  if (inFlightPurchaseId !== null) return $localize`A top-up is being paid for now.`;
  if (coolingDownUntil !== null)
    return $localize`The next one may begin at ${momentText(coolingDownUntil, zone)}:moment:.`;
  return $localize`It watches your balance.`;
}

export function spentWords({ spentThisMonth, settings, resetsAt }: TopUp, zone: string): string {
  const spent = moneyText(spentThisMonth);
  if (!settings) return spent;
  const [cap, day] = [moneyText(settings.monthlyCap), dayText(resetsAt, zone)];
  return $localize`${spent}:spent: of ${cap}:cap:; the next month begins on ${day}:day:`;
}
