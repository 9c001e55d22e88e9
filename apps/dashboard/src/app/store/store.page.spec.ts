import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { Package, Subscription } from '#libs/contract';
import { routes } from '#libs/contract/routes';
import { CurrentSession } from '../session/current-session.js';
import { aSubscription } from '../testing/billing-samples.js';
import { aBundlePackage, aPlanPackage, aTokensPackage, someModels } from '../testing/store-samples.js';
import { Sheets } from '../ui/sheets.js';
import { StorePage } from './store.page.js';

let fixture: ComponentFixture<StorePage>;
let http: HttpTestingController;
let opened: unknown[];
/** What was asked about the plan of the account, to be answered. */
let subscribed: ReturnType<HttpTestingController['expectOne']>;

beforeEach(async () => {
  opened = [];
  const sheets = { prepare: () => undefined, open: (_load: unknown, data: unknown) => opened.push(data) };
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      provideRouter([]),
      { provide: CurrentSession, useValue: { accountId: signal('account-1') } },
    ],
  });
  TestBed.overrideComponent(StorePage, { add: { providers: [{ provide: Sheets, useValue: sheets }] } });
  http = TestBed.inject(HttpTestingController);
  fixture = TestBed.createComponent(StorePage);
  await fixture.whenStable();
  subscribed = http.expectOne(routes.subscriptions('account-1'));
});
afterEach(() => http.verify());

const page = () => fixture.nativeElement as HTMLElement; // created by this very fixture
const words = (element: Element | null | undefined = page()) =>
  element?.textContent?.replace(/\s+/g, ' ') ?? '';
/** Promises of the page have had their turn. */
const settled = async () => {
  await new Promise((resolve) => setTimeout(resolve));
  await fixture.whenStable();
};

async function sells(items: readonly Package[]): Promise<void> {
  http.expectOne(routes.packages).flush({ items });
  http.expectOne(routes.models).flush(someModels);
  await settled();
}

const press = async (label: string) => {
  page().querySelector<HTMLElement>(`[aria-label="${label}"]`)?.click();
  await settled();
};

it('has three sections, each with what is sold', async () => {
  expect(page().querySelector('[role=status]')?.getAttribute('aria-label')).toBe('Loading the store');
  await sells([aTokensPackage, aBundlePackage, aPlanPackage]);
  const sections = [...page().querySelectorAll('section')].map(
    (section) => `${section.querySelector('h2')?.textContent}: ${section.querySelector('h3')?.textContent}`,
  );
  expect(sections).toEqual([
    'Individual model tokens: GPT-5 Nano',
    'Bundles: Starter Bundle',
    'Subscription plans: Plus',
  ]);
});

it('reckons the price of a quantity while it is chosen', async () => {
  await sells([aTokensPackage]);
  const total = () => words(page().querySelector('tl-model-tokens .total'));
  expect(total()).toContain('$0.90');
  expect(total()).toContain('10,000 tokens');
  expect(total()).not.toContain('Save');
  await press('100 units, 1,000,000 tokens');
  expect(total()).toContain('$82.30'); // 24 x 0.90 + 75 x 0.80 + 1 x 0.70
  expect(total()).toContain('List price $90.00');
  expect(total()).toContain('Save $7.70, 8%');
  expect(words(page().querySelector('.reached'))).toContain('100+');
  await press('Buy GPT-5 Nano');
  expect(opened).toEqual([{ packageId: 'nano-tokens', units: 100 }]);
});

it('does not sell a quantity that there is no price for', async () => {
  await sells([aTokensPackage]);
  const field = page().querySelector('input');
  if (field) field.value = '0';
  field?.dispatchEvent(new Event('input'));
  await settled();
  await press('Buy GPT-5 Nano');
  expect(words()).toContain('No price for this quantity');
  expect(opened).toEqual([]);
});

it('shows what is in a bundle, and what it saves', async () => {
  await sells([aBundlePackage]);
  const bundle = words(page().querySelector('tl-bundle-card'));
  expect(bundle).toContain('$9.99');
  expect(bundle).toContain('List price $11.50');
  expect(bundle).toContain('Save $1.51, 13%');
  expect(bundle).toMatch(/GPT-5 Nano:\s+50,000 tokens/);
  expect(page().querySelectorAll('tl-bundle-card .check')).toHaveLength(2);
  await press('Buy Starter Bundle');
  expect(opened).toEqual([{ packageId: 'starter-bundle', units: 1 }]);
});

it('says what a plan gives, and what carries over', async () => {
  await sells([aPlanPackage]);
  const plan = words(page().querySelector('tl-plan-card'));
  expect(plan).toContain('$19.00 per month');
  expect(plan).toContain('Up to 20,000 unused tokens carry over, per model');
  expect(plan).toContain('Priority support included');
  expect(plan).toContain('Renews every month until you cancel');
});

describe('plans', () => {
  const pro = { ...aPlanPackage, packageId: 'pro', name: 'Pro' };
  const has = async (...items: readonly Subscription[]) => {
    subscribed.flush({ items, asOf: { position: '1', at: '2026-01-03T07:58:13Z' } });
    await sells([aPlanPackage, pro]);
  };
  const actions = () =>
    [...page().querySelectorAll('tl-plan-card')].map((card) =>
      words(card.querySelector('.current, .button')).trim(),
    );

  it('are subscribed to through the checkout', async () => {
    await has();
    expect(actions()).toEqual(['Subscribe', 'Subscribe']);
    await press('Subscribe to Pro');
    expect(opened).toEqual([{ packageId: 'pro', units: 1 }]);
  });

  it('are switched to where one is in force', async () => {
    await has({ ...aSubscription, status: 'ended' }, aSubscription);
    expect(actions()).toEqual(['Your plan', 'Switch to this plan']);
    await press('Switch to Pro');
    expect(opened).toEqual([{ packageId: 'pro' }]);
  });

  it.each<Partial<Subscription>>([
    { status: 'cancelled-at-period-end' },
    { status: 'past-due' },
    { paymentInFlight: { purchaseId: 'p-1', reason: 'renewal' } },
  ])('lead to the present one while it is %j', async (changes) => {
    await has({ ...aSubscription, ...changes });
    expect(actions()).toEqual(['Your plan', 'See your plan']);
  });

  it('lead to a first payment that is under way, rather than to a second subscription', async () => {
    await has({ ...aSubscription, status: 'incomplete' });
    expect(actions()).toEqual(['See your plan', 'See your plan']);
  });

  it('cannot be chosen while it is not known which one there is', async () => {
    await sells([aPlanPackage]);
    expect(actions()).toEqual(['']);
    subscribed.flush({}, { status: 503, statusText: 'Unavailable' });
    await settled();
    expect(words(page().querySelector('[role=alert]'))).toContain('which plan you have');
    page().querySelector<HTMLElement>('tl-trouble-notice button')?.click();
    http.expectOne(routes.subscriptions('account-1')).flush({ items: [] });
    await settled();
    expect(actions()).toEqual(['Subscribe']);
  });

  it('can all be subscribed to again when one has ended', async () => {
    await has({ ...aSubscription, status: 'ended' });
    expect(actions()).toEqual(['Subscribe', 'Subscribe']);
  });
});

it('explains a store that sells nothing', async () => {
  await sells([]);
  expect(words()).toContain('Nothing is on sale at the moment');
  expect(page().querySelectorAll('tl-no-packages a')).toHaveLength(1);
});

it('says that the catalog could not be loaded, and tries again when asked', async () => {
  http.expectOne(routes.models).flush(someModels);
  http
    .expectOne(routes.packages)
    .flush({ code: 'database-unavailable' }, { status: 503, statusText: 'Unavailable' });
  await settled();
  expect(words(page().querySelector('[role=alert]'))).toContain('The store could not be loaded.');
  page().querySelector<HTMLElement>('tl-trouble-notice button')?.click();
  await sells([aBundlePackage]);
  expect(words()).toContain('Starter Bundle');
});

it('sells without the names of models', async () => {
  http.expectOne(routes.packages).flush({ items: [aBundlePackage] });
  http.expectOne(routes.models).flush({}, { status: 500, statusText: 'Error' });
  await settled();
  expect(words(page().querySelector('tl-bundle-card'))).toContain('text-embedding-3-small');
});
