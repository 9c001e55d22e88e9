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
    return { badge: 'Off', tone: 'quiet', text: 'Nothing is bought unless you buy it.' };
  }
  if (!hasPaymentMethod) return { badge: 'Waiting for a card', tone: 'warning', text: NO_METHOD };
  if (paused) {
    return {
      badge: 'Paused',
      tone: 'warning',
      text: `${paused.reason} Nothing is bought since ${momentText(paused.since, zone)}. Check your card, and save the settings again to go on.`,
    };
  }
  return { badge: 'On', tone: 'good', text: runningText(topUp, zone) };
}

const NO_METHOD = 'Buy something once by card: from then on that card can be charged.';

function runningText({ inFlightPurchaseId, coolingDownUntil }: TopUp, zone: string): string {
  if (inFlightPurchaseId !== null) return 'A top-up is being paid for now.';
  if (coolingDownUntil !== null) return `The next one may begin at ${momentText(coolingDownUntil, zone)}.`;
  return 'It watches your balance.';
}

export function spentWords({ spentThisMonth, settings, resetsAt }: TopUp, zone: string): string {
  const spent = moneyText(spentThisMonth);
  if (!settings) return spent;
  return `${spent} of ${moneyText(settings.monthlyCap)}; the next month begins on ${dayText(resetsAt, zone)}`;
}
