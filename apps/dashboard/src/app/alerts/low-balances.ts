import type { Allocation, Balance } from '#libs/contract';
import { amount } from '#libs/ledger/tokens';
import { readableAmount } from '../amounts/amount-text.js';
import { percentText } from '../amounts/proportion.js';
import { levelOf } from '../allocations/level.js';

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

function wordsFor({ available, basis, held }: Allocation, level: LowBalance['level']): string {
  if (level === 'depleted')
    return held === '0'
      ? $localize`has no tokens left`
      : $localize`has ${readableAmount(held)}:tokens: held and no more`;
  const left = percentText(amount(available), amount(basis));
  return $localize`has ${left}:percent: left: ${readableAmount(available)}:available: of ${readableAmount(basis)}:basis:`;
}
