import { Aggregates, rateKind } from '#libs/aggregates';
import type { ChangeRateRequest, ChangeRateResponse } from '#libs/contract';
import { amount } from '#libs/ledger';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DefinedModels } from '../live-catalog/defined-models.js';
import { LiveCatalog } from '../live-catalog/live-catalog.js';
import { answerWith, type CommandAnswer } from '../write-side/carry-out.js';
import { operationOf, type CommandOrigin } from '../write-side/command-origin.js';
import { multipliersOf } from './multipliers.js';

export class ChangeRate extends Command<CommandAnswer<ChangeRateResponse>> {
  constructor(
    readonly feature: string,
    readonly request: ChangeRateRequest,
    readonly origin: CommandOrigin,
  ) {
    super();
  }
}

@CommandHandler(ChangeRate)
export class ChangeRateHandler implements ICommandHandler<ChangeRate> {
  constructor(
    @Inject(Aggregates) private readonly aggregates: Aggregates,
    @Inject(LiveCatalog) private readonly catalog: LiveCatalog,
    @Inject(DefinedModels) private readonly models: DefinedModels,
  ) {}

  async execute({ feature, request, origin }: ChangeRate): Promise<CommandAnswer<ChangeRateResponse>> {
    const { name, engine = null, icon = null, unit, tokensPerUnit, effectiveFrom } = request;
    const multipliers = multipliersOf(request);
    for (const model of multipliers.keys()) this.models.refuseUnknown(model);
    const outcome = await this.aggregates.execute(rateKind, {
      aggregateId: feature,
      operation: operationOf(origin, ChangeRate.name, request),
      command: {
        type: 'ChangeRate',
        feature,
        name,
        engine,
        icon,
        unit,
        tokensPerUnit: amount(tokensPerUnit),
        multipliers,
        effectiveFrom: effectiveFrom === undefined ? null : new Date(effectiveFrom),
      },
    });
    const answer = answerWith(outcome, 'RateChanged', ({ event, revision, position }) => {
      const { changedAt: _changedAt, ...rate } = event.data;
      return {
        ...rate,
        multipliers: { ...rate.multipliers },
        revision: Number(revision),
        position: position.toString(),
      };
    });
    await this.catalog.includes(BigInt(answer.body.position)); // whoever changed a rate is charged by it from now on
    return answer;
  }
}
