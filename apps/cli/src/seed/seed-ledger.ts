import {
  accountKind,
  Aggregates,
  modelKind,
  packageKind,
  purchaseKind,
  rateKind,
  requestHash,
  type CommandOutcome,
  type CommittedEvent,
  type DomainEvent,
  type Operation,
} from '#libs/aggregates';
import type { EventStore, Json } from '#libs/event-store';
import { streamName, type PurchaseCommand, type TokensPurchased } from '#libs/ledger';
import { DEMO_MODELS } from './demo-catalog.js';
import { DEMO_ACCOUNT } from './demo-users.js';
import { SEEDED_DAYS, seedPlan, type SeedStep } from './seed-plan.js';
import { storePlan, type StoreStep } from './store-plan.js';

const ACTOR = 'system:seed';
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

export interface SeededLedger {
  readonly commands: number;
  /** Those that an earlier run had carried out. */
  readonly replayed: number;
  /** Of the last event; null when nothing was planned. */
  readonly position: bigint | null;
}

/**
 * Carries out the plan, each command at its own time in the past. Doing it again changes nothing: the
 * plan hangs on the moment of the first run, which the log itself remembers.
 */
export async function seedLedger(
  eventStore: EventStore,
  progress: (done: number, all: number) => void,
): Promise<SeededLedger> {
  const moment = (await momentOfFirstRun(eventStore)) ?? minuteOf(new Date());
  const plan = [...seedPlan(moment), ...storePlan(moment)];
  const credits = new Map<string, bigint>();
  let now = new Date();
  const aggregates = new Aggregates({ eventStore, clock: () => now });
  let replayed = 0;
  let position: bigint | null = null;
  for (const [done, step] of plan.entries()) {
    now = step.at;
    const outcome = await carryOut(aggregates, step, credits);
    if (outcome.refusal)
      throw new Error(`${step.operationId} was refused: ${JSON.stringify(outcome.refusal)}`);
    if (outcome.replayed) replayed += 1;
    noteCredits(outcome.events, credits);
    position = outcome.events.at(-1)?.position ?? position;
    progress(done + 1, plan.length);
  }
  return { commands: plan.length, replayed, position };
}

/** The first demo model was defined so many days before the first run, if there was one. */
async function momentOfFirstRun(eventStore: EventStore): Promise<Date | null> {
  const [first] = DEMO_MODELS;
  if (!first) return null;
  for await (const event of eventStore.readStream(streamName('model', first.model), { limit: 1 })) {
    const definedAt = event.data['definedAt'];
    if (event.metadata['actor'] !== ACTOR || typeof definedAt !== 'string') return null;
    return new Date(Date.parse(definedAt) + SEEDED_DAYS * DAY_MS);
  }
  return null;
}

function minuteOf(time: Date): Date {
  return new Date(Math.floor(time.getTime() / MINUTE_MS) * MINUTE_MS);
}

/** Where the log has what purchases brought. */
function noteCredits(events: readonly CommittedEvent<DomainEvent>[], credits: Map<string, bigint>): void {
  for (const { event, position } of events) {
    if (event.type !== 'TokensPurchased') continue;
    credits.set((event as TokensPurchased).data.purchaseId, position); // its type says so
  }
}

async function carryOut(
  aggregates: Aggregates,
  step: SeedStep | StoreStep,
  credits: ReadonlyMap<string, bigint>,
): Promise<CommandOutcome<DomainEvent>> {
  const operation = operationOf(step);
  switch (step.kind) {
    case 'model':
      return await aggregates.execute(modelKind, {
        aggregateId: step.command.model,
        command: step.command,
        operation,
      });
    case 'rate':
      return await aggregates.execute(rateKind, {
        aggregateId: step.command.feature,
        command: step.command,
        operation,
      });
    case 'account':
      return await aggregates.execute(accountKind, {
        aggregateId: DEMO_ACCOUNT,
        command: step.command,
        operation,
      });
    case 'package':
      return await aggregates.execute(packageKind, {
        aggregateId: step.packageId,
        command: step.command,
        operation,
      });
    default:
      return await aggregates.execute(purchaseKind, {
        aggregateId: step.purchaseId,
        command: step.kind === 'purchase' ? step.command : completionOf(step.purchaseId, credits),
        operation,
      });
  }
}

function completionOf(purchaseId: string, credits: ReadonlyMap<string, bigint>): PurchaseCommand {
  const position = credits.get(purchaseId);
  if (position === undefined) throw new Error(`The demo purchase ${purchaseId} was never credited.`);
  return { type: 'CompletePurchase', purchaseId, creditedAtPosition: position.toString() };
}

function operationOf({ operationId, at, ...step }: SeedStep | StoreStep): Operation {
  const command = 'command' in step ? step.command : null;
  const body = JSON.stringify({ command, at }, (_key, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
  return {
    operationId,
    requestHash: requestHash(JSON.parse(body) as Json), // it was JSON a line ago
    actor: ACTOR,
    correlationId: operationId,
    causationId: operationId,
  };
}
