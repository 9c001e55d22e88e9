import { pages, routes } from '#libs/contract';
import { randomUUID } from 'node:crypto';
import { endowedAccount, until } from '../system/index.js';
import { accessibilityFindings } from './accessibility.js';
import { setStage } from './stage.js';
import { registeredUser } from './visitor.js';

const stage = setStage();
const use = { model: 'gpt-5-nano', feature: 'ai_bots' };

/** Holds so much, and then uses it. */
async function useHeld(accountId: string, held: string, used: string, overagePolicy: string): Promise<void> {
  const hold = { ...use, units: held, overagePolicy };
  const { holdId } = await stage.api.command<{ holdId: string }>('POST', routes.holds(accountId), hold);
  await stage.api.command('POST', routes.settlement(accountId, holdId), { units: used });
}

/** Of a rate that counts twice the tokens for the model, and half as many again. */
async function useMultiplied(accountId: string): Promise<string> {
  const [feature, operationId] = [`multiplied-${randomUUID()}`, randomUUID()];
  await stage.api.command('PUT', routes.featureRate(feature), {
    ...{ name: 'Multiplied', unit: 'word', tokensPerUnit: '2', multipliers: { [use.model]: '1.5' } },
  });
  await stage.api.consume({ accountId, ...use, feature, units: '10' }, operationId);
  return operationId;
}

it('adds up what was held, overdrawn, not collected or multiplied, and says what was reversed since', async () => {
  const { accountId } = await endowedAccount(stage.api, '1000');
  await useHeld(accountId, '100', '60', 'reject');
  const reversed = await useMultiplied(accountId);
  await stage.api.command('POST', routes.reversal(accountId, reversed), { amount: '7.5', reason: 'twice' });
  await stage.api.command('PUT', routes.overdraftLimit(accountId, use.model), { limit: '500' });
  await useHeld(accountId, '900', '1000', 'overdraft');
  await stage.api.command('PUT', routes.overdraftLimit(accountId, use.model), { limit: '0' });
  await stage.api.command('POST', routes.grants(accountId), { model: use.model, amount: '600' });
  await useHeld(accountId, '10', '2000', 'cap');
  await stage.arrive();
  await stage.visitor.signIn(await registeredUser(stage.api, accountId));
  await stage.visitor.goTo(pages.usage);
  const uses = stage.visitor.page.locator('tl-usage-history tbody tr');
  await until('all uses are listed', async () => (await uses.count()) === 4);
  const dialog = stage.visitor.page.getByRole('dialog');
  for (const [row, words] of [
    [0, ['Held for this use', 'Not collected: more than was there']],
    [1, ['Held for this use', 'Overdraft: more than there was']],
    [2, ['1.5', 'Reversed since', '7.5']],
    [3, ['Held for this use']],
  ] as const) {
    await uses.nth(row).getByRole('button').click();
    for (const each of words) await dialog.getByText(each, { exact: true }).first().waitFor();
    await dialog.getByText('Added up again in your browser').waitFor();
    expect(await accessibilityFindings(stage.visitor.page)).toEqual([]);
    await stage.visitor.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  }
});
