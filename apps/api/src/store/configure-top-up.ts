import { Aggregates, topUpKind } from '#libs/aggregates';
import type { Accepted, topUpRequestSchema } from '#libs/contract';
import type { Package, Refusal } from '#libs/ledger';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { z } from 'zod';
import { LiveCatalog } from '../live-catalog/live-catalog.js';
import { RefusedCommand } from '../problems/problem.js';
import { accepted, answerWith, type CommandAnswer } from '../write-side/carry-out.js';
import { operationOf, type CommandOrigin } from '../write-side/command-origin.js';
import { topUpOffer } from './top-up-offer.js';

type Settings = z.output<typeof topUpRequestSchema>;

export class ConfigureTopUp extends Command<CommandAnswer<Accepted>> {
  constructor(
    readonly accountId: string,
    readonly settings: Settings,
    readonly origin: CommandOrigin,
  ) {
    super();
  }
}

@CommandHandler(ConfigureTopUp)
export class ConfigureTopUpHandler implements ICommandHandler<ConfigureTopUp> {
  constructor(
    @Inject(Aggregates) private readonly aggregates: Aggregates,
    @Inject(LiveCatalog) private readonly catalog: LiveCatalog,
  ) {}

  async execute({ accountId, settings, origin }: ConfigureTopUp): Promise<CommandAnswer<Accepted>> {
    const operation = operationOf(origin, ConfigureTopUp.name, { accountId, ...settings });
    const known = await this.aggregates.findOperation(topUpKind, accountId, operation.operationId);
    const refusal = known ? null : this.refuse(settings);
    if (refusal) throw new RefusedCommand(refusal);
    const outcome = await this.aggregates.execute(topUpKind, {
      aggregateId: accountId,
      operation,
      command: { type: 'ConfigureTopUp', accountId, settings },
    });
    return answerWith(outcome, 'TopUpConfigured', accepted);
  }

  /** What could never buy anything is refused when it is set up. Turning it off is always possible. */
  private refuse(settings: Settings): Refusal | null {
    const { enabled, packageId, monthlyCap } = settings;
    if (!enabled) return null;
    const offered = this.catalog.package(packageId);
    const quoted = topUpOffer(offered, settings);
    if (!quoted) return whyNotSold(offered, settings);
    if (BigInt(quoted.price.minorUnits) <= BigInt(monthlyCap.minorUnits)) return null;
    return { code: 'invalid-top-up', problem: 'One top-up costs more than the cap of a month.' };
  }
}

function whyNotSold(offered: Package | null, { packageId, model, units }: Settings): Refusal {
  if (!offered || offered.retired) return { code: 'package-not-on-sale', packageId };
  const { offer } = offered;
  if (offer.kind === 'plan') return { code: 'plan-needs-subscription', packageId };
  const isModelIn =
    offer.kind === 'tokens' ? offer.model === model : offer.items.some((item) => item.model === model);
  if (!isModelIn) return { code: 'invalid-top-up', problem: `The package has no tokens of ${model}.` };
  const [minimum, maximum] = offer.kind === 'tokens' ? [offer.unitsMin, offer.unitsMax] : [1, 1];
  return { code: 'quantity-not-sold', packageId, units, minimum, maximum };
}
