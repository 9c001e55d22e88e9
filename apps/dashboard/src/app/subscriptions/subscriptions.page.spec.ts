import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { Subscription, TopUp } from '#libs/contract';
import { IDEMPOTENCY_KEY_HEADER, routes } from '#libs/contract/routes';
import { LeaveFor } from '../http/leave-for.js';
import { LiveAccount } from '../live/live-account.js';
import { CurrentSession } from '../session/current-session.js';
import { aSubscription, aTopUp } from '../testing/billing-samples.js';
import { aBundlePackage, aTokensPackage, someModels } from '../testing/store-samples.js';
import { Sheets } from '../ui/sheets.js';
import { SubscriptionsPage } from './subscriptions.page.js';

const ACCOUNT = 'account-1';
const AS_OF = { position: '1204', at: '2026-01-03T07:58:13Z' };

let fixture: ComponentFixture<SubscriptionsPage>;
let http: HttpTestingController;
let opened: unknown[];
let left: string[];
const refreshedAt = signal<number | null>(1);

beforeEach(async () => {
  [opened, left] = [[], []];
  const sheets = { prepare: () => undefined, open: (_load: unknown, data: unknown) => opened.push(data) };
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      provideRouter([]),
      { provide: CurrentSession, useValue: { accountId: signal(ACCOUNT) } },
      { provide: LiveAccount, useValue: { refreshedAt } },
      { provide: LeaveFor, useValue: (url: string) => left.push(url) },
    ],
  });
  TestBed.overrideComponent(SubscriptionsPage, {
    add: { providers: [{ provide: Sheets, useValue: sheets }] },
  });
  http = TestBed.inject(HttpTestingController);
  fixture = TestBed.createComponent(SubscriptionsPage);
  await fixture.whenStable();
  http.expectOne(routes.packages).flush({ items: [aTokensPackage, aBundlePackage] });
  http.expectOne(routes.models).flush(someModels);
});
afterEach(() => http.verify());

const page = () => fixture.nativeElement as HTMLElement; // created by this very fixture
const words = () => page().textContent.replace(/\s+/g, ' ');
const settled = async () => {
  await new Promise((resolve) => setTimeout(resolve));
  await fixture.whenStable();
};
const to = (url: string) => http.expectOne((request) => request.url === url);
async function answers(items: readonly Subscription[], topUp: TopUp = { ...aTopUp, settings: null }) {
  to(routes.subscriptions(ACCOUNT)).flush({ items, asOf: AS_OF });
  to(routes.topUp(ACCOUNT)).flush(topUp);
  await settled();
}
const press = async (text: string) => {
  const buttons = [...page().querySelectorAll<HTMLElement>('button')];
  buttons.find((button) => button.textContent.replace(/\s+/g, ' ').trim() === text)?.click();
  await settled();
};
const type = (label: string, text: string) => {
  const id = [...page().querySelectorAll('label')].find((each) => each.textContent === label)?.htmlFor;
  const field = page().querySelector<HTMLInputElement>(`#${id}`);
  if (!field) throw new Error(`There is no field ${label}`);
  field.value = text;
  field.dispatchEvent(new Event('input'));
};

describe('the plan', () => {
  it('is explained where there is none', async () => {
    expect(page().querySelectorAll('[role=status]').length).toBeGreaterThan(0);
    await answers([]);
    expect(words()).toContain('No plan yet');
    expect(words()).toContain('See the plans');
  });

  it('shows where it stands, what it brings and when it is charged', async () => {
    await answers([aSubscription]);
    for (const text of ['Plus', 'Active', '$19.00 per month', 'will be charged on', 'GPT-5 Nano', '200,000'])
      expect(words()).toContain(text);
  });

  it('asks before it is cancelled', async () => {
    await answers([aSubscription]);
    await press('Cancel Plus');
    expect(opened).toEqual([aSubscription]);
  });

  it('is resumed, and then shown as it is after that', async () => {
    await answers([{ ...aSubscription, status: 'cancelled-at-period-end', cancelAtPeriodEnd: true }]);
    await press('Resume Plus');
    const { request } = to(routes.subscriptionResumption(ACCOUNT, 's-1'));
    expect(request.method).toBe('POST');
  });

  it('leads to the payment of what is due, and retries under the same key', async () => {
    const due = { ...aSubscription, status: 'past-due', isPayable: true } as const;
    await answers([{ ...due, paymentFailure: { message: 'No funds.', failedAt: aSubscription.startedAt } }]);
    expect(page().querySelector('[role=alert]')?.textContent).toContain('No funds.');
    await press('Pay $19.00 now');
    const first = to(routes.subscriptionPayment(ACCOUNT, 's-1'));
    first.flush({ code: 'payment-provider-unavailable' }, { status: 503, statusText: 'Unavailable' });
    await settled();
    expect(words()).toContain('Nothing was charged');
    await press('Try again');
    const second = to(routes.subscriptionPayment(ACCOUNT, 's-1'));
    const keyOf = ({ request }: typeof first) => request.headers.get(IDEMPOTENCY_KEY_HEADER);
    expect(keyOf(second)).toBe(keyOf(first));
    second.flush({ checkoutUrl: 'https://pay.example/1', position: '1300' });
    await settled();
    expect(left).toEqual(['https://pay.example/1']);
  });

  it('keeps the present plan when the change is withdrawn, and reads what follows', async () => {
    const pendingPlan = { ...aSubscription, planName: 'Mini' };
    await answers([{ ...aSubscription, pendingPlan }]);
    expect(words()).toContain('Mini ($19.00 per month) takes its place');
    await press('Keep Plus');
    const change = to(routes.subscriptionPlan(ACCOUNT, 's-1'));
    expect(change.request.body).toEqual({ packageId: 'plus-monthly', packageVersion: 3 });
    change.flush({ position: '1300' });
    await settled();
    const read = to(routes.subscriptions(ACCOUNT));
    expect(read.request.params.get('after')).toBe('1300');
    read.flush({ items: [aSubscription], asOf: AS_OF });
    to(routes.topUp(ACCOUNT)).flush(aTopUp);
    await settled();
    expect(words()).not.toContain('takes its place');
  });

  it('is listed below when it is over', async () => {
    await answers([{ ...aSubscription, status: 'ended', endReason: 'cancelled', endedAt: AS_OF.at }]);
    expect(words()).toContain('No plan yet');
    expect(words()).toMatch(/Earlier plansPlus.*Cancelled/);
  });

  it('says that it could not be loaded, and tries again when asked', async () => {
    const failure = { status: 503, statusText: 'Unavailable' };
    to(routes.subscriptions(ACCOUNT)).flush({ code: 'database-unavailable' }, failure);
    to(routes.topUp(ACCOUNT)).flush(aTopUp);
    await settled();
    expect(words()).toContain('Your plan could not be loaded.');
    page().querySelector<HTMLElement>('tl-trouble-notice button')?.click();
    await answers([aSubscription]);
    expect(words()).toContain('Active');
  });
});

describe('the auto top-up', () => {
  it('is off until it is set up, and says what is wrong with what was typed', async () => {
    await answers([], { ...aTopUp, settings: null, hasPaymentMethod: false });
    expect(words()).toContain('Off');
    await press('Set up auto top-up');
    document.body.append(page()); // only what is in the document takes the focus
    await press('Save and turn on');
    expect(words()).toContain('Enter how many tokens');
    expect(document.activeElement?.id).toBe('top-up-threshold');
    expect(page().querySelectorAll('[aria-invalid=true]')).toHaveLength(2);
    type('When fewer tokens are available than', '50,000');
    type('At most in a month, in US dollars', '50');
    type('Units', '10');
    await settled();
    expect(words()).toContain('$9.00 each time, for 100,000 tokens');
    await press('Save and turn on');
    const { request } = to(routes.topUp(ACCOUNT));
    expect(request.method).toBe('PUT');
    expect(request.body).toEqual({
      enabled: true,
      packageId: 'nano-tokens',
      model: 'gpt-5-nano',
      units: 10,
      threshold: '50000',
      monthlyCap: { minorUnits: '5000', currency: 'USD' },
      cooldownMinutes: 60,
    });
  });

  it('shows what is set up, and is turned off with the same settings', async () => {
    await answers([], aTopUp);
    for (const text of ['On', '50,000 tokens of GPT-5 Nano', 'GPT-5 Nano × 10 for $9.00', '$18.00 of $50.00'])
      expect(words()).toContain(text);
    await press('Turn off');
    const { request } = to(routes.topUp(ACCOUNT));
    expect(request.body).toEqual({ ...aTopUp.settings, enabled: false });
  });

  it('keeps a pause between two that was set elsewhere', async () => {
    await answers([], {
      ...aTopUp,
      settings: aTopUp.settings && { ...aTopUp.settings, cooldownMinutes: 45 },
    });
    await press('Change settings');
    const field = page().querySelector<HTMLSelectElement>('#top-up-cooldown');
    expect(field?.selectedOptions[0]?.textContent.trim()).toBe('45 minutes');
  });

  it('warns when its package is not sold any more', async () => {
    await answers([], { ...aTopUp, settings: aTopUp.settings && { ...aTopUp.settings, packageId: 'gone' } });
    expect(words()).toContain('The package is not on sale any more, so nothing is bought.');
  });

  it('goes on after a pause when asked to', async () => {
    await answers([], {
      ...aTopUp,
      paused: { reason: '3 payments in a row have failed.', since: AS_OF.at },
    });
    expect(words()).toContain('Paused');
    await press('Go on');
    expect(to(routes.topUp(ACCOUNT)).request.body).toEqual({ ...aTopUp.settings, enabled: true });
  });
});
