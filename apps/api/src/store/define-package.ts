import { Aggregates, packageKind } from '#libs/aggregates';
import type { DefinePackageRequest, DefinePackageResponse, Offer } from '#libs/contract';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DefinedModels } from '../live-catalog/defined-models.js';
import { LiveCatalog } from '../live-catalog/live-catalog.js';
import { answerWith, type CommandAnswer } from '../write-side/carry-out.js';
import { operationOf, type CommandOrigin } from '../write-side/command-origin.js';

export class DefinePackage extends Command<CommandAnswer<DefinePackageResponse>> {
  constructor(
    readonly packageId: string,
    readonly request: DefinePackageRequest,
    readonly origin: CommandOrigin,
  ) {
    super();
  }
}

@CommandHandler(DefinePackage)
export class DefinePackageHandler implements ICommandHandler<DefinePackage> {
  constructor(
    @Inject(Aggregates) private readonly aggregates: Aggregates,
    @Inject(LiveCatalog) private readonly catalog: LiveCatalog,
    @Inject(DefinedModels) private readonly models: DefinedModels,
  ) {}

  async execute({
    packageId,
    request,
    origin,
  }: DefinePackage): Promise<CommandAnswer<DefinePackageResponse>> {
    for (const model of modelsOf(request.offer)) this.models.refuseUnknown(model);
    const outcome = await this.aggregates.execute(packageKind, {
      aggregateId: packageId,
      operation: operationOf(origin, DefinePackage.name, request),
      command: { type: 'DefinePackage', packageId, ...request },
    });
    const answer = answerWith(outcome, 'PackageDefined', ({ revision, position }) => ({
      packageId,
      version: Number(revision),
      position: position.toString(),
    }));
    await this.catalog.includes(BigInt(answer.body.position)); // it can be bought at once
    return answer;
  }
}

function modelsOf(offer: Offer): readonly string[] {
  switch (offer.kind) {
    case 'tokens':
      return [offer.model];
    case 'bundle':
      return offer.items.map(({ model }) => model);
    case 'plan':
      return offer.allowances.map(({ model }) => model);
  }
}
