import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import type { PastRate, Rate } from '#libs/contract';
import { routes } from '#libs/contract/routes';
import { CurrentSession } from '../session/current-session.js';
import { someModels } from '../testing/store-samples.js';
import { RatesPage } from './rates.page.js';

const BOTS: Rate = {
  feature: 'ai_bots',
  name: 'AI Bots',
  engine: null,
  icon: null,
  unit: 'word',
  tokensPerUnit: '2.5',
  multipliers: { 'gpt-5-nano': '3' },
  effectiveFrom: '2026-01-01T00:00:00Z',
  revision: 1,
};
const IMAGES: Rate = {
  ...BOTS,
  ...{ feature: 'ai_images', name: 'AI Images', unit: 'image', tokensPerUnit: '400', multipliers: {} },
};
const past = (state: PastRate['state'], tokensPerUnit: string, revision: number): PastRate => ({
  ...BOTS,
  ...{ tokensPerUnit, revision, state, effectiveTo: null, changedAt: BOTS.effectiveFrom },
  effectiveFrom: state === 'scheduled' ? '2026-06-01T12:00:00Z' : BOTS.effectiveFrom,
});

let fixture: ComponentFixture<RatesPage>;
let http: HttpTestingController;

beforeEach(async () => {
  TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
  http = TestBed.inject(HttpTestingController);
  fixture = TestBed.createComponent(RatesPage);
  await fixture.whenStable();
});
afterEach(() => http.verify());

const page = () => fixture.nativeElement as HTMLElement; // created by this very fixture
const words = (element: Element | null = page()) => element?.textContent?.replace(/\s+/g, ' ') ?? '';
const settled = async () => {
  await new Promise((resolve) => setTimeout(resolve));
  await fixture.whenStable();
};
async function has(...items: readonly Rate[]): Promise<void> {
  http.expectOne(({ url, params }) => url === routes.features && !params.has('state')).flush({ items });
  http.expectOne(routes.models).flush(someModels);
  await settled();
  for (const { feature } of items) {
    const rates = feature === 'ai_bots' ? [past('scheduled', '3', 2), past('in-force', '2.5', 1)] : [];
    http
      .expectOne((request) => request.url === routes.rateHistory(feature))
      .flush({ items: rates, nextCursor: null });
  }
  await settled();
}
const costRow = (name: string) =>
  words([...page().querySelectorAll('tl-rate-calculator tbody tr')].find((row) => words(row).includes(name)));

it('shows what each feature costs, before and to come', async () => {
  expect(page().querySelector('[role=status]')?.getAttribute('aria-label')).toBe('Loading the rates');
  await has(BOTS, IMAGES);
  const bots = words(page().querySelector('tl-rate-of-feature'));
  expect(bots).toContain('2.5 per word');
  expect(bots).toContain('3 from Jun 1, 2026');
  expect(bots).toContain('GPT-5 Nano× 3');
  expect(bots).toMatch(/To come.*In force/);
});

it('reckons what a pasted text would cost, also with a model that costs more', async () => {
  await has(BOTS, IMAGES);
  const field = page().querySelector('textarea');
  if (!field) throw new Error('There is no field.');
  field.value = 'Call me Ishmael.';
  field.dispatchEvent(new Event('input'));
  await settled();
  expect(words()).toContain('3 words, 16 characters');
  expect(costRow('AI Bots')).toContain('7.5');
  expect(costRow('AI Images')).toContain('charged by the image');
  const model = page().querySelector('select');
  if (model) model.value = 'gpt-5-nano';
  model?.dispatchEvent(new Event('change'));
  await settled();
  expect(costRow('AI Bots')).toContain('22.5');
});

it('explains that there are no rates, and what went wrong', async () => {
  await has();
  expect(words()).toContain('No feature has a rate yet.');
});

it('says that they could not be loaded, and tries again when asked', async () => {
  const failure = { status: 503, statusText: 'Unavailable' };
  http.expectOne(routes.features).flush({ code: 'database-unavailable' }, failure);
  http.expectOne(routes.models).flush(someModels);
  await settled();
  expect(words()).toContain('The rates could not be loaded.');
  page().querySelector<HTMLElement>('tl-trouble-notice button')?.click();
  await has(BOTS);
  expect(words()).toContain('AI Bots');
});

it('shows administrators what is still to start, and when', async () => {
  TestBed.inject(HttpTestingController)
    .match(() => true)
    .forEach((request) => request.flush({ items: [], nextCursor: null }));
  await settled();
  const signedIn = TestBed.inject(CurrentSession).load();
  http.expectOne(routes.session).flush({ role: 'administrator' });
  await signedIn;
  fixture = TestBed.createComponent(RatesPage);
  await fixture.whenStable();
  const soon = { ...IMAGES, effectiveFrom: '2126-06-01T12:00:00Z' };
  http.expectOne((request) => request.params.get('state') === 'to-come').flush({ items: [soon] });
  await has();
  http.expectOne(({ url }) => url === routes.rateHistory('ai_images')).flush({ items: [], nextCursor: null });
  await settled();
  expect(words(page().querySelector('tl-rate-of-feature'))).toMatch(/AI Images.*Starts on Jun 1, 2126/);
});
