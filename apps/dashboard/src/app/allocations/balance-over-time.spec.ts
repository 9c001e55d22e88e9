import { TestBed } from '@angular/core/testing';
import type { BalancePoint } from '#libs/contract';
import { BalanceOverTime } from './balance-over-time.js';

const point = (day: number, available: string): BalancePoint => ({
  at: `2026-01-0${day}T12:00:00.000Z`,
  unlimited: false,
  granted: '100',
  available,
  held: '0',
  spent: '0',
  expired: '0',
  revoked: '0',
  unlimitedSpent: '0',
  overdrawn: '0',
});

it('shows the end until somebody looks elsewhere, and leaves them there while the end moves', async () => {
  const fixture = TestBed.createComponent(BalanceOverTime);
  fixture.componentRef.setInput('name', 'GPT-5 Nano');
  const show = async (...points: readonly BalancePoint[]) => {
    fixture.componentRef.setInput('points', points);
    await fixture.whenStable();
  };
  const chart = () => (fixture.nativeElement as HTMLElement).querySelector('[role=slider]');
  const says = () => chart()?.getAttribute('aria-valuetext');
  const press = async (key: string) => {
    chart()?.dispatchEvent(new KeyboardEvent('keydown', { key }));
    await fixture.whenStable();
  };

  await show(point(1, '100'), point(2, '60'), point(3, '50'));
  expect(says()).toContain(': 50 available');
  await press('Home');
  expect(says()).toContain(': 100 available');
  await press('ArrowRight');
  expect(says()).toContain(': 60 available');
  await show(point(1, '100'), point(2, '60'), point(3, '40'));
  expect(says()).toContain(': 60 available');
  await show(point(2, '60'), point(3, '40'));
  expect(says()).toContain(': 40 available');
});
