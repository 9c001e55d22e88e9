import { HttpErrorResponse } from '@angular/common/http';
import type { PurchaseAnswer } from '#libs/contract';
import { GAP_MS_MIN } from '../live/refresh-pace.js';
import { aCompletedPurchase, aPurchase } from '../testing/store-samples.js';
import { APPEAR_MS_MAX, ASK_MS_MAX, ASK_MS_MIN, PurchaseWatch } from './purchase-watch.js';

const notFound = new HttpErrorResponse({ status: 404, error: { code: 'purchase-not-found' } });
const unavailable = new HttpErrorResponse({ status: 503, error: { code: 'database-unavailable' } });

let answer: PurchaseAnswer | HttpErrorResponse;
let questions: number;
let watch: PurchaseWatch;

beforeEach(() => {
  jest.useFakeTimers();
  questions = 0;
  answer = aPurchase;
  watch = new PurchaseWatch(() => {
    questions += 1;
    return answer instanceof HttpErrorResponse ? Promise.reject(answer) : Promise.resolve(answer);
  });
});
afterEach(() => {
  watch.stop();
  jest.useRealTimers();
});

const pass = (milliseconds: number) => jest.advanceTimersByTimeAsync(milliseconds);

it('asks until the purchase has ended, and then no more', async () => {
  watch.askNow();
  await pass(0);
  expect(watch.purchase()?.status).toBe('pending');
  answer = aCompletedPurchase;
  await pass(ASK_MS_MIN);
  expect(watch.purchase()?.status).toBe('completed');
  await pass(10 * ASK_MS_MAX);
  watch.askNow();
  expect(questions).toBe(2);
});

it('asks less often while nothing happens, and often again once it is paid', async () => {
  watch.askNow();
  await pass(60_000);
  expect(questions).toBeGreaterThan(10);
  expect(questions).toBeLessThan(25);
  answer = { ...aPurchase, paidAt: '2026-01-03T07:59:00Z' };
  await pass(ASK_MS_MAX);
  const before = questions;
  await pass(ASK_MS_MAX);
  expect(questions).toBeGreaterThan(before + 1);
});

it('asks at once when something may have changed', async () => {
  watch.askNow();
  await pass(30_000);
  const before = questions;
  watch.askNow();
  await pass(GAP_MS_MIN);
  expect(questions).toBe(before + 1);
});

it('waits for a purchase that the read model does not have yet', async () => {
  answer = notFound;
  watch.askNow();
  await pass(3_000);
  expect([watch.isMissing(), watch.trouble(), watch.purchase()]).toEqual([false, null, null]);
  answer = aPurchase;
  await pass(ASK_MS_MAX);
  expect(watch.purchase()).toEqual(aPurchase);
});

it('gives up on one that never appears, until it is asked again', async () => {
  answer = notFound;
  watch.askNow();
  await pass(APPEAR_MS_MAX + ASK_MS_MAX);
  expect(watch.isMissing()).toBe(true);
  const before = questions;
  await pass(60_000);
  expect(questions).toBe(before);
  answer = aPurchase;
  watch.askNow();
  await pass(0);
  expect(watch.isMissing()).toBe(false);
});

it('keeps what it knows while the server does not answer, and goes on asking', async () => {
  watch.askNow();
  await pass(0);
  answer = unavailable;
  await pass(ASK_MS_MIN);
  expect(watch.trouble()?.code).toBe('database-unavailable');
  expect(watch.purchase()).toEqual(aPurchase);
  answer = aCompletedPurchase;
  await pass(ASK_MS_MAX);
  expect(watch.trouble()).toBeNull();
  expect(watch.isEnded()).toBe(true);
});
