import { TestBed } from '@angular/core/testing';
import { aTokensPackage } from '../testing/store-samples.js';
import { Quantity } from './quantity.js';

async function show(units: number | null = 1) {
  const fixture = TestBed.createComponent(Quantity);
  fixture.componentRef.setInput('offer', aTokensPackage.offer);
  fixture.componentRef.setInput('name', 'GPT-5 Nano');
  fixture.componentRef.setInput('units', units);
  await fixture.whenStable();
  const element: HTMLElement = fixture.nativeElement;
  const field = element.querySelector('input');
  const chosen: (number | null)[] = [];
  fixture.componentInstance.units.subscribe((each) => chosen.push(each));
  const press = async (label: string) => {
    element.querySelector<HTMLElement>(`[aria-label="${label}"]`)?.click();
    await fixture.whenStable();
  };
  const type = async (text: string) => {
    if (field) field.value = text;
    field?.dispatchEvent(new Event('input'));
    await fixture.whenStable();
  };
  const key = async (name: string) => {
    field?.dispatchEvent(new KeyboardEvent('keydown', { key: name }));
    await fixture.whenStable();
  };
  return { element, field, chosen, press, type, key };
}

it('counts up and down with the buttons and the arrow keys', async () => {
  const { field, chosen, press, key } = await show();
  await press('One unit of GPT-5 Nano more');
  await key('ArrowUp');
  await key('ArrowDown');
  await press('One unit of GPT-5 Nano less');
  expect(chosen).toEqual([2, 3, 2, 1]);
  expect(field?.value).toBe('1');
});

it('stops at the least and the most that is sold', async () => {
  const least = await show(1);
  await least.press('One unit of GPT-5 Nano less');
  expect(least.field?.value).toBe('1');
  const most = await show(1_000);
  await most.press('One unit of GPT-5 Nano more');
  expect(most.field?.value).toBe('1000');
});

it('says what is sold when something else is typed, and keeps what was typed', async () => {
  const { element, field, chosen, type, press } = await show();
  await type('2000');
  expect(chosen).toEqual([null]);
  expect(field?.value).toBe('2000');
  expect(field?.getAttribute('aria-invalid')).toBe('true');
  expect(element.textContent).toContain('Enter 1 to 1,000 units.');
  await press('One unit of GPT-5 Nano more');
  expect(chosen).toEqual([null, 1]);
  expect(field?.value).toBe('1');
});

it('takes a preset, and marks it', async () => {
  const { element, field, press } = await show();
  await press('25 units, 250,000 tokens');
  expect(field?.value).toBe('25');
  expect(element.querySelector('[aria-pressed=true]')?.textContent.trim()).toBe('25');
});
