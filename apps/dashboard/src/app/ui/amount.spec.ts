import { TestBed } from '@angular/core/testing';
import { Amount } from './amount.js';

it('shows the whole amount, and the new one in the place of the old', async () => {
  const fixture = TestBed.createComponent(Amount);
  fixture.componentRef.setInput('value', '50000.25');
  await fixture.whenStable();
  const element: HTMLElement = fixture.nativeElement;
  expect(element.textContent.trim()).toBe('50,000.25');
  expect(element.classList).not.toContain('changed');

  fixture.componentRef.setInput('value', '49750.25');
  await fixture.whenStable();
  expect(element.textContent.trim()).toBe('49,750.25');
  expect(element.classList).toContain('changed');
});
