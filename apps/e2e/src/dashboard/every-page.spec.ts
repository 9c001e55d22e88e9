import { pages, routes, type Role } from '#libs/contract';
import { randomUUID } from 'node:crypto';
import { until } from '../system/index.js';
import { accessibilityFindings } from './accessibility.js';
import { allPages, pagesWithoutAnything, type ListedPage, type Viewer } from './all-pages.js';
import { extremeAccount } from './extreme-account.js';
import { setStage } from './stage.js';
import { DESKTOP, PHONE, registeredUser, SCREENS, type Credentials, type Screen } from './visitor.js';

const PROBLEM = { code: 'database-unavailable', status: 503, title: '', detail: '', type: '' };

let viewers: Readonly<Record<Exclude<Viewer, 'nobody'>, Credentials>>;
let newcomer: Credentials;
let listed: readonly ListedPage[];
let newcomers: readonly ListedPage[];

const stage = setStage(async (api) => {
  const lookingAfter = async (role: Role): Promise<Credentials> => {
    const credentials = { email: `${randomUUID()}@example.com`, password: randomUUID() };
    await api.command('POST', routes.users, { ...credentials, name: 'Ada Lovelace', role });
    return credentials;
  };
  const { user, ...subjects } = await extremeAccount(api);
  viewers = {
    user,
    auditor: await lookingAfter('auditor'),
    administrator: await lookingAfter('administrator'),
  };
  newcomer = await registeredUser(api, `acc-${randomUUID()}`);
  listed = Object.values(allPages(subjects));
  newcomers = pagesWithoutAnything(subjects);
});

const pagesOf = (viewer: Viewer) => listed.filter((page) => page.viewer === viewer);
const VIEWERS: readonly Viewer[] = ['user', 'auditor', 'administrator', 'nobody'];

async function arriveAs(viewer: Viewer, screen: Screen): Promise<void> {
  await stage.arrive(screen);
  if (viewer === 'nobody') return;
  const text = viewer === 'user' ? 'Active Allocations' : 'No account of your own';
  await stage.visitor.signInSeeing(viewers[viewer], text);
}

async function open({ path, heading }: ListedPage): Promise<void> {
  await stage.visitor.goTo(path);
  await stage.visitor.page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor();
  // The page has everything: skeletons are gone, and nothing is asked for any more.
  if (path === pages.design) return; // which shows one
  await stage.visitor.page.locator('main tl-skeleton').first().waitFor({ state: 'detached' });
}

/** Everything that is wrong at once: a page in sight of a test that stops at the first is looked at too late. */
async function wrongWith({ path }: ListedPage): Promise<readonly string[]> {
  const findings = await accessibilityFindings(stage.visitor.page);
  const sideways = (await stage.visitor.scrollsSideways()) ? ['scrolls sideways'] : [];
  return [...findings, ...sideways].map((finding) => `${path}: ${finding}`);
}

/** Here also what other tests leave out: a tablet in the dark. */
const EVERY_SCREEN: readonly Screen[] = [...SCREENS, { ...PHONE, width: 768, height: 1024, theme: 'dark' }];

describe.each(EVERY_SCREEN)('at $width pixels, $theme', (screen) => {
  it.each(VIEWERS)('every page for %s fits with the longest names, and axe finds nothing', async (viewer) => {
    await arriveAs(viewer, screen);
    const wrong: string[] = [];
    for (const page of pagesOf(viewer)) {
      await open(page);
      wrong.push(...(await wrongWith(page)));
    }
    expect(wrong).toEqual([]);
  });
});

it.each([PHONE, { ...DESKTOP, theme: 'dark' as const }])(
  'every page of an account without anything fits $width pixels, and axe finds nothing',
  async (screen) => {
    await stage.arrive(screen);
    await stage.visitor.signIn(newcomer);
    const wrong: string[] = [];
    for (const page of newcomers) {
      await open(page);
      wrong.push(...(await wrongWith(page)));
    }
    expect(wrong).toEqual([]);
  },
);

it.each(VIEWERS.filter((viewer) => viewer !== 'nobody'))(
  'every page for %s says that it has no answer, and tries again when asked',
  async (viewer) => {
    await arriveAs(viewer, PHONE);
    const { page, context } = stage.visitor;
    const wrong: string[] = [];
    for (const each of pagesOf(viewer)) {
      if (!each.needs) continue;
      const needed = each.needs;
      const isNeeded = (url: URL) => url.pathname.startsWith('/api/') && needed.test(url.pathname);
      await context.route(isNeeded, (route) => route.fulfill({ status: 503, json: PROBLEM }));
      await stage.visitor.goTo(each.path);
      await page.getByText(PROBLEM.code).first().waitFor();
      wrong.push(...(await wrongWith(each)));
      await context.unroute(isNeeded);
      await until(`${each.path} has its answers`, async () => {
        const isWell = (await page.getByText(PROBLEM.code).count()) === 0;
        // Some parts of a page ask again by themselves, and their button is gone before it is clicked.
        const again = page.getByRole('button', { name: 'Try again' }).first();
        if (!isWell) await again.click({ timeout: 2_000 }).catch(() => undefined);
        return isWell;
      });
      await page.getByRole('heading', { level: 1, name: each.heading, exact: true }).waitFor();
    }
    expect(wrong).toEqual([]);
  },
);
