import type { Decision } from '../decider/decider.js';
import type { SavedMethod } from '../purchase/saved-method.js';
import { amount } from '../tokens/index.js';
import type { TopUpConfigured, TopUpMethodSaved, TopUpSettings } from './top-up.events.js';

/** Turns it on, off, or otherwise; a pause ends with it. What is in flight goes on. */
export interface ConfigureTopUp {
  readonly type: 'ConfigureTopUp';
  readonly accountId: string;
  readonly settings: TopUpSettings;
}

export interface SaveTopUpMethod {
  readonly type: 'SaveTopUpMethod';
  readonly accountId: string;
  readonly method: SavedMethod;
}

export function configureTopUp(
  { accountId, settings }: ConfigureTopUp,
  now: Date,
): Decision<TopUpConfigured> {
  const problem = problemOf(settings);
  if (problem) return { code: 'invalid-top-up', problem };
  return [{ type: 'TopUpConfigured', data: { ...settings, accountId, configuredAt: now.toISOString() } }];
}

export function saveTopUpMethod(
  { accountId, method: { customer, method } }: SaveTopUpMethod,
  saved: SavedMethod | null,
  now: Date,
): Decision<TopUpMethodSaved> {
  if (saved?.customer === customer && saved.method === method) return [];
  return [{ type: 'TopUpMethodSaved', data: { accountId, customer, method, savedAt: now.toISOString() } }];
}

function problemOf({ threshold, units, monthlyCap, cooldownMinutes }: TopUpSettings): string | null {
  if (amount(threshold) <= 0n) return 'The threshold must be greater than zero.';
  if (!isWhole(units) || units < 1) return 'At least one unit must be bought.';
  if (BigInt(monthlyCap.minorUnits) <= 0n) return 'The cap of a month must be greater than zero.';
  if (!isWhole(cooldownMinutes) || cooldownMinutes < 0) return 'The cooldown must be whole minutes, or zero.';
  return null;
}

function isWhole(value: number): boolean {
  return Number.isSafeInteger(value);
}
