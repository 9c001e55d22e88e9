import { Aggregates, packageKind } from '#libs/aggregates';
import type { Accepted, RetirePackageRequest } from '#libs/contract';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { LiveCatalog } from '../live-catalog/live-catalog.js';
import { accepted, answerWith, type CommandAnswer } from '../write-side/carry-out.js';
import { operationOf, type CommandOrigin } from '../write-side/command-origin.js';

export class RetirePackage extends Command<CommandAnswer<Accepted>> {
  constructor(
    readonly packageId: string,
    readonly request: RetirePackageRequest,
    readonly origin: CommandOrigin,
  ) {
    super();
  }
}

@CommandHandler(RetirePackage)
export class RetirePackageHandler implements ICommandHandler<RetirePackage> {
  constructor(
    @Inject(Aggregates) private readonly aggregates: Aggregates,
    @Inject(LiveCatalog) private readonly catalog: LiveCatalog,
  ) {}

  async execute({ packageId, request, origin }: RetirePackage): Promise<CommandAnswer<Accepted>> {
    const outcome = await this.aggregates.execute(packageKind, {
      aggregateId: packageId,
      operation: operationOf(origin, RetirePackage.name, request),
      command: { type: 'RetirePackage', packageId, ...request },
    });
    const answer = answerWith(outcome, 'PackageRetired', accepted);
    await this.catalog.includes(BigInt(answer.body.position)); // nobody can buy it any more
    return answer;
  }
}
