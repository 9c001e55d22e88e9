import type { Browser } from 'playwright-core';
import { launchChromium, TokenLedger, type ApiClient, type StartOptions } from '../system/index.js';
import { DESKTOP, Visitor, type Screen } from './visitor.js';

/** The running system, a browser, and whoever looks at it in the test at hand. */
export interface Stage {
  readonly ledger: TokenLedger;
  readonly api: ApiClient;
  /** Of the test at hand. */
  readonly visitor: Visitor;
  arrive(screen?: Screen): Promise<void>;
}

/**
 * Starts everything before the tests of a file and ends it after them. What the browser of a visitor complained
 * about fails the test.
 */
export function setStage(
  prepare: (api: ApiClient) => Promise<void> = () => Promise.resolve(),
  options: StartOptions = {},
): Stage {
  let set: { readonly ledger: TokenLedger; readonly browser: Browser; readonly api: ApiClient } | null = null;
  let visitor: Visitor | null = null;
  const there = <Part>(part: Part | null): Part => {
    if (!part) throw new Error('It is there from the first test on.');
    return part;
  };

  beforeAll(async () => {
    const [ledger, browser] = await Promise.all([TokenLedger.start(options), launchChromium()]);
    set = { ledger, browser, api: await ledger.client() };
    await prepare(set.api);
  }, 300_000);

  afterAll(async () => {
    await set?.browser.close();
    await set?.ledger.discard();
  });

  afterEach(async () => {
    const complaints = visitor?.complaints;
    await visitor?.leave();
    visitor = null;
    expect(complaints).toEqual([]);
  });

  return {
    get ledger() {
      return there(set).ledger;
    },
    get api() {
      return there(set).api;
    },
    get visitor() {
      return there(visitor);
    },
    arrive: async (screen = DESKTOP) => {
      visitor = await Visitor.arrive(there(set).browser, there(set).ledger, screen);
    },
  };
}
