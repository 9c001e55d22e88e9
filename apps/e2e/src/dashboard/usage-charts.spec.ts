import { pages, routes, type UsageEntry } from '#libs/contract';
import { amount, formatAmount, microTokens, sum, ZonedDays } from '#libs/ledger';
import { writePastUsage, type PastUsage } from '#libs/read-models/testing';
import pg from 'pg';
import { endowedAccount, until } from '../system/index.js';
import { accessibilityFindings } from './accessibility.js';
import { setStage } from './stage.js';
import { DESKTOP, registeredUser, SCREENS, ZONE, type Screen } from './visitor.js';

const HOUR_S = 3_600;
const stage = setStage();
const page = () => stage.visitor.page;

/** Somebody who used tokens in the past, on the overview. @returns their account. */
async function arrive(past: Partial<PastUsage> = {}, screen: Screen = DESKTOP): Promise<string> {
  await stage.arrive(screen);
  const { accountId } = await endowedAccount(stage.api, '1000');
  const database = new pg.Client({ connectionString: stage.ledger.databaseUrl });
  await database.connect();
  await writePastUsage((statement, parameters) => database.query(statement, parameters), {
    ...{ accountId, count: 300, until: new Date(), apartSeconds: 3 * HOUR_S },
    models: ['gpt-5-nano', 'claude', 'flux', 'embedding', 'gemini', 'mistral', 'llama', 'command'],
    features: ['ai_bots', 'training'],
    ...past,
  });
  await database.end();
  await stage.visitor.signIn(await registeredUser(stage.api, accountId));
  return accountId;
}

const bars = () => page().locator('tl-stacked-bars a.bar');
const tableRows = () => page().locator('tl-chart-table tbody tr');
const listed = () => page().locator('tl-usage-history tbody tr:not(.gap)');
const isListed = async (count: number) =>
  await until(`${count} entries are listed`, async () => (await listed().count()) === count);
const focused = async () =>
  await page().evaluate<string>('document.activeElement.getAttribute("aria-label")');
const cellsOf = async (row: number) => await tableRows().nth(row).locator('td').allInnerTexts();
/** What the label of a bar says that the uses were. */
const usesOf = (label: string | null) => Number(/Uses: (\d+)\./.exec(label ?? '')?.[1]);

it('draws, and lists in a table, what the rows of the list add up to, by days of the viewer', async () => {
  const accountId = await arrive();
  await stage.visitor.goTo(pages.usage);
  await bars().first().waitFor();
  const labels = await Promise.all((await bars().all()).map((bar) => bar.getAttribute('aria-label')));
  await page().getByRole('button', { name: 'Show as table' }).click();
  await tableRows().first().waitFor();
  const rows = await Promise.all((await tableRows().all()).map((row) => row.locator('td').allInnerTexts()));
  const table = rows.map((cells) => [cells.at(-2)?.replaceAll(',', ''), cells.at(-1)]).reverse();
  const { body } = await stage.api.request<UsageEntry[]>(
    'GET',
    `${routes.usageExport(accountId)}?format=json`,
  );
  expect(table).toEqual(figuresByDay(body));
  expect(labels.map((label) => String(usesOf(label)))).toEqual(table.map(([, uses]) => uses));
  for (const [index, label] of labels.entries())
    expect(label).toContain(`: ${rows.at(-1 - index)?.at(-2)} tokens.`);
  expect(await page().locator('tl-chart-table thead th').allInnerTexts()).toHaveLength(1 + 6 + 1 + 2);
});

/** From the day of the first to that of the last, days without usage too. */
function figuresByDay(entries: readonly UsageEntry[]): readonly (readonly string[])[] {
  const zone = new ZonedDays(ZONE);
  const dayOf = ({ consumedAt }: UsageEntry) => zone.dateOf(new Date(consumedAt));
  const days = [...new Set(entries.map(dayOf))].sort();
  return days.map((day) => {
    const own = entries.filter((entry) => dayOf(entry) === day);
    const tokens = own.map((entry) => microTokens(amount(entry.tokens) - amount(entry.reversed)));
    return [formatAmount(sum(tokens)), String(own.length)];
  });
}

it('goes from bar to bar by keyboard, and narrows the list to one by Enter', async () => {
  await arrive();
  await stage.visitor.goTo(pages.usage);
  await bars().first().waitFor();
  await page().getByRole('link', { name: 'JSON' }).focus();
  await page().keyboard.press('Tab');
  await page().keyboard.press('ArrowLeft');
  const count = await bars().count();
  const before = bars().nth(count - 2);
  expect(await focused()).toBe(await before.getAttribute('aria-label'));
  await page().locator('tl-bar-facts').waitFor();
  await page().keyboard.press('Escape');
  await page().locator('tl-bar-facts').waitFor({ state: 'detached' });
  await page().keyboard.press('Home');
  expect(await focused()).toBe(await bars().first().getAttribute('aria-label'));
  await page().keyboard.press('End');
  await page().keyboard.press('ArrowLeft');
  const uses = usesOf(await before.getAttribute('aria-label'));
  await page().keyboard.press('Enter');
  await isListed(uses);
  expect(page().url()).toMatch(/\?at=\d{4}-\d\d-\d\d$/);
  await page().keyboard.press('Enter');
  await isListed(50);
});

it('narrows list and files to the bar that is clicked, until all are asked for again', async () => {
  await arrive();
  await stage.visitor.goTo(pages.usage);
  const bar = bars().nth(-3);
  await bar.waitFor();
  const uses = usesOf(await bar.getAttribute('aria-label'));
  await bar.click();
  await page()
    .getByText(/^Only /)
    .waitFor();
  await isListed(uses);
  expect(await bar.getAttribute('aria-current')).toBe('true');
  const file = await page().getByRole('link', { name: 'CSV' }).getAttribute('href');
  const csv = await page().evaluate<string>(`fetch(${JSON.stringify(file)}).then((answer) => answer.text())`);
  expect(csv.trimEnd().split('\r\n')).toHaveLength(1 + uses);
  await page().getByRole('button', { name: 'Show all bars' }).click();
  await page()
    .getByText(/^Only /)
    .waitFor({ state: 'detached' });
});

it('shows again what an address holds: filter, grouping, division, table and bar', async () => {
  await arrive();
  const day = new ZonedDays(ZONE).dateOf(new Date());
  const at = `${day.slice(0, 7)}-01`;
  await stage.visitor.goTo(`${pages.usage}?min=50&search=NANO&by=month&split=feature&show=table&at=${at}`);
  for (let visit = 0; visit < 2; visit += 1) {
    await tableRows().first().waitFor();
    await page()
      .getByText(/^Only /)
      .waitFor();
    expect(await page().getByLabel('Tokens, at least').inputValue()).toBe('50');
    expect(await page().getByLabel('Search', { exact: true }).inputValue()).toBe('NANO');
    for (const name of ['Month', 'Feature', 'Show as table'])
      expect(await page().getByRole('button', { name }).getAttribute('aria-pressed')).toBe('true');
    const uses = Number((await cellsOf(0)).at(-1));
    expect(uses).toBeGreaterThan(0);
    await isListed(uses);
    await page().reload();
  }
});

it('moves nothing when the chart comes', async () => {
  await arrive();
  let open: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (open = resolve));
  await page().route('**/usage/days?**', async (route) => {
    await gate;
    await route.continue();
  });
  await stage.visitor.goTo(pages.usage);
  await isListed(50);
  const top = async () => (await listed().first().boundingBox())?.y;
  const before = await top();
  open();
  await bars().first().waitFor();
  expect(await top()).toBe(before);
});

it('says in place what went wrong with the sums, and tries again', async () => {
  await arrive();
  let isBroken = true;
  await page().route('**/usage/days?**', async (route) => {
    await (isBroken ? route.fulfill({ status: 500, json: { code: 'internal-error' } }) : route.continue());
  });
  await stage.visitor.goTo(pages.usage);
  await page().getByText('The usage could not be summed.').waitFor();
  isBroken = false;
  await page().getByRole('button', { name: 'Try again' }).click();
  await bars().first().waitFor();
});

it.each(SCREENS)(
  'fits $width pixels, $theme, drawn and as a table, and axe finds nothing',
  async (screen) => {
    await arrive({}, screen);
    await stage.visitor.goTo(pages.usage);
    await bars().first().waitFor();
    expect(await stage.visitor.scrollsSideways()).toBe(false);
    expect(await accessibilityFindings(page())).toEqual([]);
    await bars().nth(-3).focus();
    await page().keyboard.press('Enter');
    await page()
      .getByText(/^Only /)
      .waitFor();
    expect(await accessibilityFindings(page())).toEqual([]);
    await page().getByRole('button', { name: 'Show as table' }).click();
    await tableRows().first().waitFor();
    expect(await stage.visitor.scrollsSideways()).toBe(false);
    expect(await accessibilityFindings(page())).toEqual([]);
  },
);

describe('with a hundred thousand entries', () => {
  const COUNT = 100_000;
  /** Those in view, those a little beyond, and the one with the focus. */
  const ROWS_MAX = 60;

  it('holds few rows in the document, however far one scrolls, and keeps the one with the focus', async () => {
    await arrive({ count: COUNT, apartSeconds: 300 });
    await stage.visitor.goTo(pages.usage);
    await isListed(50);
    await listed().nth(3).getByRole('button').focus();
    const lastIndex = async () => Number(await listed().last().getAttribute('aria-rowindex'));
    for (const target of [250, 1_000, 3_000]) {
      await until(`entry ${target} is there`, async () => {
        await page().evaluate('scrollTo(0, document.documentElement.scrollHeight)');
        return (await lastIndex()) > target;
      });
      expect(await listed().count()).toBeLessThanOrEqual(ROWS_MAX);
    }
    expect(await page().evaluate<string>('document.activeElement.closest("tr").ariaRowIndex')).toBe('5');
    await page().evaluate('scrollTo(0, 0)');
    await until(
      'the newest is there again',
      async () => (await listed().first().getAttribute('aria-rowindex')) === '2',
    );
    const positions = await page().evaluate<string>(
      'document.querySelector("tl-usage-history table").ariaRowCount',
    );
    expect(positions).toBe('-1');
    expect(await listed().count()).toBeLessThanOrEqual(ROWS_MAX);
    expect(await accessibilityFindings(page())).toEqual([]);
  });

  it('goes on by keyboard from row to row, past the rows that were there', async () => {
    await arrive({ count: COUNT, apartSeconds: 300 });
    await stage.visitor.goTo(pages.usage);
    await isListed(50);
    await listed().last().getByRole('button').focus();
    await until(
      'more is there',
      async () => Number(await listed().last().getAttribute('aria-rowindex')) > 60,
    );
    for (let index = 52; index <= 51 + 80; index += 1) {
      // Nobody presses faster than rows are drawn and read.
      await page().locator(`tl-usage-history tr[aria-rowindex="${index}"]`).waitFor();
      await page().keyboard.press('Tab');
      const focused = page().locator(`tl-usage-history tr[aria-rowindex="${index}"] button:focus`);
      await focused.waitFor();
    }
    expect(await listed().count()).toBeLessThanOrEqual(ROWS_MAX);
  });

  it('sums them for the chart, four hundred days at most, and says that there is more', async () => {
    await arrive({ count: COUNT, apartSeconds: 600 });
    await stage.visitor.goTo(pages.usage);
    await bars().first().waitFor();
    expect(await bars().count()).toBe(400);
    await page()
      .getByText(/There is earlier usage than fits/)
      .waitFor();
    await page().getByRole('button', { name: 'Month' }).click();
    await page()
      .getByText(/There is earlier usage than fits/)
      .waitFor({ state: 'detached' });
    await page().getByText('100,000 uses').waitFor();
  });
});
