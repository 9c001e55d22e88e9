import { signal } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { LeaveFor } from '../http/leave-for.js';
import { StoreCatalog } from '../store/store-catalog.js';
import { aSubscription } from '../testing/billing-samples.js';
import { aPlanPackage } from '../testing/store-samples.js';
import { Billing } from './billing.js';
import { ChangePlanSheet } from './change-plan-sheet.js';

const usd = (minorUnits: string) => ({ minorUnits, currency: 'USD' }) as const;
const pro = { ...aPlanPackage, packageId: 'pro', name: 'Pro' };
const upgrade = {
  change: 'upgrade',
  checkout: { checkoutUrl: 'https://pay.example/2', price: usd('3975') },
  credit: usd('925'),
};

let fixture: ComponentFixture<ChangePlanSheet>;
let left: string[];

beforeEach(async () => {
  left = [];
  const dearer = { ...pro, offer: { ...pro.offer, price: usd('4900') } };
  const billing = {
    current: signal(aSubscription),
    subscriptions: { refresh: () => Promise.resolve(null) },
    changePlan: () => Promise.resolve(upgrade),
  };
  TestBed.configureTestingModule({
    providers: [
      { provide: MAT_DIALOG_DATA, useValue: { packageId: 'pro' } },
      { provide: MatDialogRef, useValue: { close: () => undefined } },
      { provide: LeaveFor, useValue: (url: string) => left.push(url) },
      { provide: StoreCatalog, useValue: { find: () => dearer } },
      { provide: Billing, useValue: billing },
    ],
  });
  fixture = TestBed.createComponent(ChangePlanSheet);
  await fixture.whenStable();
});

const sheet = () => fixture.nativeElement as HTMLElement; // created by this very fixture
const words = () => sheet().textContent.replace(/\s+/g, ' ');
const press = async () => {
  sheet().querySelector<HTMLElement>('.primary')?.click();
  await new Promise((resolve) => setTimeout(resolve));
  await fixture.whenStable();
};

it('shows the credit and what is left to pay before it leaves for the payment', async () => {
  expect(words()).toContain('It begins at once');
  await press();
  expect(words()).toContain('$49.00 for Pro, less $9.25 for the unused part of your present plan: $39.75');
  expect(left).toEqual([]);
  await press();
  expect(left).toEqual(['https://pay.example/2']);
});
