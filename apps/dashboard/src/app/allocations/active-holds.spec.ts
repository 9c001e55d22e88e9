import { TestBed } from '@angular/core/testing';
import type { HoldView } from '#libs/contract';
import { ActiveHolds } from './active-holds.js';

const hold = (expiresIn: number): HoldView => ({
  holdId: 'hold-1',
  feature: 'ai_bots',
  tokens: '250',
  unlimited: false,
  overagePolicy: 'cap',
  reservedAt: '2026-01-03T07:58:12Z',
  expiresAt: new Date(Date.now() + expiresIn).toISOString(),
});

async function show(holds: readonly HoldView[]) {
  const fixture = TestBed.createComponent(ActiveHolds);
  let ended = 0;
  fixture.componentInstance.over.subscribe(() => (ended += 1));
  fixture.componentRef.setInput('holds', holds);
  fixture.componentRef.setInput('featureNames', new Map([['ai_bots', 'AI Bots']]));
  await fixture.whenStable();
  const element: HTMLElement = fixture.nativeElement;
  return { words: element.textContent.replace(/\s+/g, ' '), element, ended: () => ended };
}

it('says what is held, for what, and for how long', async () => {
  const { words, element, ended } = await show([hold(3_600_000)]);
  expect(words).toContain('250 AI Bots');
  expect(words).toContain('a use of more is cut to what is there');
  expect(element.querySelector('[role=timer]')?.getAttribute('aria-label')).toMatch(/^Expires in /);
  expect(ended()).toBe(0);
});

it('says so, and tells the page, when a hold is over', async () => {
  const { words, ended } = await show([hold(-1_000)]);
  expect(words).toContain('Over');
  expect(ended()).toBe(1);
});

it('says so when nothing is held', async () => {
  expect((await show([])).words).toContain('Nothing is set aside');
});
