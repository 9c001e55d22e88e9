import type { Balance } from '#libs/contract';
import { amount, sum } from '#libs/ledger/tokens';
import { readableAmount } from '../amounts/amount-text.js';
import { levelOf } from '../allocations/level.js';

/** The line under each figure: what it is made of, in few words. */
export function totalNote({ held }: Balance): string {
  return held === '0' ? $localize`None of it held` : $localize`${readableAmount(held)}:tokens: of it held`;
}

export function availableNote({ allocations }: Balance): string {
  const basis = sum(allocations.map((each) => amount(each.basis)));
  return basis === 0n
    ? $localize`Nothing to draw from`
    : $localize`of ${readableAmount(basis)}:tokens: in open grants`;
}

export function allocationsNote({ allocations }: Balance): string {
  const levels = allocations.map(levelOf);
  const unlimited = levels.filter((level) => level === 'unlimited').length;
  const low = levels.filter((level) => level !== 'unlimited' && level !== 'ample').length;
  const parts = [
    unlimited && $localize`${unlimited}:count: unlimited`,
    low && $localize`${low}:count: running low`,
  ];
  return (
    parts.filter(Boolean).join($localize`:Between the parts of a list:, `) || $localize`None running low`
  );
}
