import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { Allocation } from '#libs/contract';
import { aGrant, anAllocation } from '../testing/statement-samples.js';
import { AllocationRow } from './allocation-row.js';

beforeEach(() => TestBed.configureTestingModule({ providers: [provideRouter([])] }));

async function show(allocation: Allocation) {
  const fixture = TestBed.createComponent(AllocationRow);
  fixture.componentRef.setInput('allocation', allocation);
  await fixture.whenStable();
  const element: HTMLElement = fixture.nativeElement;
  const words = () => element.textContent.replace(/\s+/g, ' ');
  const figures = () =>
    [...element.querySelectorAll('.available > span')].map((each) => each.textContent.trim());
  return { fixture, element, words, figures };
}

it('shows what is available of what, and that it does not expire', async () => {
  const { element, words, figures } = await show(anAllocation);
  expect(figures()).toEqual(['49,715', 'of 50,000']);
  expect(words()).toContain('No expiration');
  expect(element.querySelector('tl-remaining-bar')?.getAttribute('aria-label')).toBe(
    '99.4% available of 50,000',
  );
});

it('has a badge instead of a bar without a limit, and shows what was used', async () => {
  const { element, words, figures } = await show({
    ...anAllocation,
    unlimited: true,
    usedThisMonth: '18250.5',
  });
  expect(words()).toContain('Unlimited');
  expect(figures()).toEqual(['18,250.5', 'used this month']);
  expect(element.querySelector('tl-remaining-bar')).toBeNull();
});

it('names the state beside the colour', async () => {
  const wordsOf = async (more: Partial<Allocation>) => (await show({ ...anAllocation, ...more })).words();
  expect(await wordsOf({ available: '4200', alert: 'warning' })).toContain('Low, 8.4% left');
  expect(await wordsOf({ available: '2100', alert: 'critical' })).toContain('Critical, 4.2% left');
  expect(await wordsOf({ available: '0', basis: '0' })).toContain('Depleted');
});

it('has its ticks where the ledger warns: at parts of what the latest credit left, not of all that was granted', async () => {
  const ticksOf = async (more: Partial<Allocation>) => {
    const { element } = await show({ ...anAllocation, ...more });
    return [...element.querySelectorAll<HTMLElement>('.tick')].map((tick) => tick.style.insetInlineStart);
  };
  expect(await ticksOf({})).toEqual(['5%', '10%']);
  expect(await ticksOf({ alertBasis: '10000' })).toEqual(['1%', '2%']);
  expect(await ticksOf({ alertBasis: '75000' })).toEqual(['7.5%', '15%']);
  expect(await ticksOf({ alertBasis: null })).toEqual([]);
});

it('tells when the soonest tokens expire', async () => {
  const { words } = await show({ ...anAllocation, expiresAt: '2026-12-15T12:00:00Z' });
  expect(words()).toContain('Expires Dec 15, 2026');
});

it('opens its grants in drawing order, and the sum that must hold', async () => {
  const grants = [{ ...aGrant, grantId: 'first', label: null, source: 'bonus' as const }, aGrant];
  const { fixture, element, words } = await show({ ...anAllocation, grants });
  expect(words()).not.toContain('Starter bundle');
  element.querySelector('button')?.click();
  await fixture.whenStable();
  const names = [...element.querySelectorAll('tbody th')].map((cell) =>
    cell.textContent.replace(/\s+/g, ' ').trim(),
  );
  expect(names).toEqual(['1Bonus', '2Starter bundle']);
  expect(words()).toContain('Adds up');
});
