import { TestBed } from '@angular/core/testing';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import type { Subscription } from '#libs/contract';
import { aSubscription } from '../testing/billing-samples.js';
import { Billing } from './billing.js';
import { CancelSheet } from './cancel-sheet.js';

async function wordsFor(changes: Partial<Subscription>): Promise<string> {
  TestBed.configureTestingModule({
    providers: [
      { provide: MAT_DIALOG_DATA, useValue: { ...aSubscription, ...changes } },
      { provide: MatDialogRef, useValue: {} },
      { provide: Billing, useValue: {} },
    ],
  });
  const fixture = TestBed.createComponent(CancelSheet);
  await fixture.whenStable();
  const sheet: HTMLElement = fixture.nativeElement;
  return sheet.textContent.replace(/\s+/g, ' ');
}

it('says until when everything stays that is paid', async () => {
  expect(await wordsFor({})).toContain('everything else you paid for stay until');
});

it.each(['past-due', 'incomplete'] as const)('says that it ends at once while it is %s', async (status) => {
  const words = await wordsFor({ status });
  expect(words).toContain('it ends at once. Nothing more is charged.');
  expect(words).not.toContain('stay until');
});
