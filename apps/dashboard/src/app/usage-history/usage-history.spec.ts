import { TestBed } from '@angular/core/testing';
import type { UsageEntry } from '#libs/contract';
import { aUsageEntry } from '../testing/statement-samples.js';
import { UsageHistory } from './usage-history.js';

async function show(entries: readonly UsageEntry[]) {
  const fixture = TestBed.createComponent(UsageHistory);
  fixture.componentRef.setInput('entries', entries);
  const chosen: UsageEntry[] = [];
  fixture.componentInstance.choose.subscribe((entry) => chosen.push(entry));
  await fixture.whenStable();
  const element: HTMLElement = fixture.nativeElement;
  return { element, chosen };
}

const textsOf = (element: HTMLElement, selector: string) =>
  [...element.querySelectorAll(selector)].map((cell) => cell.textContent.replace(/\s+/g, ' ').trim());

it('has the columns of the brief', async () => {
  const { element } = await show([aUsageEntry]);
  expect(textsOf(element, 'thead th')).toEqual(['Generator', 'Tokens Used', 'Date', 'Remaining']);
});

it('shows what was used, when, and what remained', async () => {
  const { element } = await show([aUsageEntry]);
  const [tokens, date, remaining] = textsOf(element, 'tbody td');
  expect([tokens, remaining]).toEqual(['285', '49,715']);
  expect(date).toMatch(/^Jan 3, 2026 \d\d:58$/);
  expect(textsOf(element, 'tbody th')[0]).toContain('GPT-5 Nano');
});

it('says Unlimited where no balance is drawn', async () => {
  const { element } = await show([{ ...aUsageEntry, unlimited: true }]);
  expect(textsOf(element, 'tbody td').at(-1)).toBe('Unlimited');
});

it('opens the receipt of a row once, by its button or anywhere on it', async () => {
  const { element, chosen } = await show([aUsageEntry]);
  element.querySelector<HTMLElement>('tbody button')?.click();
  element.querySelector<HTMLElement>('tbody td')?.click();
  expect(chosen).toEqual([aUsageEntry, aUsageEntry]);
});

it('explains an empty history and offers a next step', async () => {
  const { element } = await show([]);
  expect(element.textContent).toContain('Nothing used yet');
  expect(element.querySelectorAll('a, button')).toHaveLength(1);
});
