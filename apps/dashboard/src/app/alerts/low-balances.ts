import type { Allocation, Balance } from '#libs/contract';
import { levelOf } from '../allocations/level.js';
import { readableAmount } from '../amounts/amount-text.js';

export interface LowBalance {
  readonly model: string;
  readonly level: 'warning' | 'critical' | 'depleted';
  readonly name: string;
  readonly words: string;
}

const URGENCY = { depleted: 0, critical: 1, warning: 2 } as const;

/** What is running out, worst first. */
export function lowBalances({ allocations }: Balance): readonly LowBalance[] {
  return allocations.flatMap(lowBalance).sort((a, b) => URGENCY[a.level] - URGENCY[b.level]);
}

function lowBalance(allocation: Allocation): LowBalance[] {
  const level = levelOf(allocation);
  if (level === 'unlimited' || level === 'ample') return [];
  const { model, name } = allocation;
  return [{ model, name, level, words: wordsFor(allocation, level) }];
}

/** What is held counts for the rule: it is said where it is what keeps the balance from being lower. */
function wordsFor({ available, held }: Allocation, level: LowBalance['level']): string {
  if (level === 'depleted') return $localize`has no tokens left`;
  if (available === '0') return $localize`has ${readableAmount(held)}:tokens: held and no more`;
  return held === '0'
    ? $localize`has ${readableAmount(available)}:available: tokens left`
    : $localize`has ${readableAmount(available)}:available: tokens left, and ${readableAmount(held)}:held: held`;
}
