import {
  accountDecider,
  amount,
  asOf,
  availableIn,
  formatAmount,
  initialAccount,
  initialRateHistory,
  isRefusal,
  microTokens,
  multiplyExact,
  rateDecider,
  rateInForce,
  type Account,
  type AccountCommand,
  type ChangeRate,
  type Decision,
  type DefineModel,
  type RateHistory,
  type RateInForce,
  type TokenAmount,
} from '#libs/ledger';
import { DEMO_MODELS, DEMO_RATES } from './demo-catalog.js';
import { DEMO_CREDITS } from './demo-credits.js';
import { demoUsage, type DemoUsage } from './demo-usage.js';
import { Random } from './random.js';

/** A command of the past, under the id by which it is carried out once and never again. */
export type SeedStep = { readonly at: Date; readonly operationId: string } & SeedCommand;

type SeedCommand =
  | { readonly kind: 'model'; readonly command: DefineModel }
  | { readonly kind: 'rate'; readonly command: ChangeRate }
  | { readonly kind: 'account'; readonly command: AccountCommand };

export const SEEDED_DAYS = 40;

const SEED = 20_260_103;
const DAY_MS = 86_400_000;
/** After all other usage, so that it ends where it should. */
const LAST_USE_MS = 3 * 60_000;
/** A little less than a tenth of what was bought: the dashboard has something to warn of. */
const NEARLY_USED_UP = { model: 'text-embedding-3-small', feature: 'ai_bots_training', left: amount('2410') };

/**
 * Everything that the demo data consist of, in order, for a given now: the same now gives the same
 * plan. It is played through on the real ledger as it is made, so no step of it will be refused.
 */
export function seedPlan(now: Date): readonly SeedStep[] {
  const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS);
  const plan = new PlanInProgress();
  for (const command of DEMO_MODELS) plan.define(command, daysAgo(SEEDED_DAYS));
  for (const { day, command } of DEMO_RATES) plan.change(command, daysAgo(day));
  const credits = DEMO_CREDITS.map(({ day, command }) => ({ at: daysAgo(day), command: command(daysAgo) }));
  const usage = demoUsage(new Random(SEED), now, SEEDED_DAYS);
  const moments = [...credits, ...usage].sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const moment of moments) {
    if ('command' in moment) plan.account(moment.command, moment.at);
    else plan.useWhereItSuffices(moment);
  }
  plan.useNearlyUp(new Date(now.getTime() - LAST_USE_MS));
  return plan.steps;
}

class PlanInProgress {
  readonly steps: SeedStep[] = [];
  private readonly rates = new Map<string, RateHistory>();
  private state: Account = initialAccount;

  define(command: DefineModel, at: Date): void {
    this.steps.push({ kind: 'model', command, at, operationId: this.nextId() });
  }

  change(command: ChangeRate, at: Date): void {
    const before = this.rates.get(command.feature) ?? initialRateHistory;
    const events = accepted(rateDecider.decide(command, before, at));
    this.rates.set(command.feature, events.reduce(rateDecider.evolve, before));
    this.steps.push({ kind: 'rate', command, at, operationId: this.nextId() });
  }

  account(command: AccountCommand, at: Date): void {
    this.carryOut(command, at, this.nextId());
  }

  useWhereItSuffices(usage: DemoUsage): void {
    const tokens = this.priceOf(usage);
    const reserve = usage.model === NEARLY_USED_UP.model ? NEARLY_USED_UP.left : amount('0');
    const allocation = asOf(this.state, usage.at).allocations.get(usage.model);
    if (!allocation) return;
    if (allocation.unlimited || tokens + reserve <= availableIn(allocation)) this.use(usage);
  }

  useNearlyUp(at: Date): void {
    const { model, feature, left } = NEARLY_USED_UP;
    const allocation = asOf(this.state, at).allocations.get(model);
    const rate = this.rateOf(feature, at);
    const surplus = allocation ? availableIn(allocation) - left : 0n;
    const units = (surplus * amount('1')) / rate.tokensPerUnit; // both in millionths
    if (units > 0n) this.use({ at, model, feature, units: formatAmount(microTokens(units)) });
  }

  private use({ at, model, feature, units }: DemoUsage): void {
    const operationId = this.nextId();
    const quantity = { units: amount(units) };
    const rates = this.ratesOf(feature);
    this.carryOut({ type: 'ConsumeTokens', operationId, model, feature, quantity, rates }, at, operationId);
  }

  private carryOut(command: AccountCommand, at: Date, operationId: string): void {
    const events = accepted(accountDecider.decide(command, this.state, at));
    this.state = events.reduce(accountDecider.evolve, this.state);
    this.steps.push({ kind: 'account', command, at, operationId });
  }

  private priceOf({ at, feature, units }: DemoUsage): TokenAmount {
    return multiplyExact(amount(units), this.rateOf(feature, at).tokensPerUnit) ?? amount('0');
  }

  private ratesOf(feature: string): RateHistory {
    return this.rates.get(feature) ?? initialRateHistory;
  }

  private rateOf(feature: string, at: Date): RateInForce {
    const rate = rateInForce(this.ratesOf(feature), at);
    if (!rate) throw new Error(`The demo data use ${feature} before it has a rate.`);
    return rate;
  }

  private nextId(): string {
    return `seed-${String(this.steps.length + 1).padStart(5, '0')}`;
  }
}

function accepted<Event>(decision: Decision<Event>): readonly Event[] {
  if (isRefusal(decision)) throw new Error(`The demo data are not possible: ${JSON.stringify(decision)}`);
  return decision;
}
