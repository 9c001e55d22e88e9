import { accountKind, Aggregates } from '#libs/aggregates';
import type { ConsumeRequest, QuantityFields, Receipt } from '#libs/contract';
import { amount, type AccountEvent, type Quantity, type TokensConsumed } from '#libs/ledger';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { LiveCatalog } from '../live-catalog/live-catalog.js';
import { answerWith, type CarriedOut, type CommandAnswer } from '../write-side/carry-out.js';
import { operationOf, type CommandOrigin } from '../write-side/command-origin.js';

export class ConsumeTokens extends Command<CommandAnswer<Receipt>> {
  constructor(
    readonly accountId: string,
    readonly request: ConsumeRequest,
    readonly origin: CommandOrigin,
  ) {
    super();
  }
}

@CommandHandler(ConsumeTokens)
export class ConsumeTokensHandler implements ICommandHandler<ConsumeTokens> {
  constructor(
    @Inject(Aggregates) private readonly aggregates: Aggregates,
    @Inject(LiveCatalog) private readonly catalog: LiveCatalog,
  ) {}

  async execute({ accountId, request, origin }: ConsumeTokens): Promise<CommandAnswer<Receipt>> {
    const { model, feature } = request;
    const outcome = await this.aggregates.execute(accountKind, {
      aggregateId: accountId,
      operation: operationOf(origin, ConsumeTokens.name, request),
      command: {
        type: 'ConsumeTokens',
        operationId: origin.operationId,
        model,
        feature,
        quantity: quantityOf(request),
        rates: this.catalog.ratesOf(feature),
      },
    });
    return answerWith(outcome, 'TokensConsumed', (carriedOut) => receipt(accountId, carriedOut));
  }
}

/** What the caller says was used. */
export function quantityOf({ units, text }: QuantityFields): Quantity {
  return units === undefined ? { text: text ?? '' } : { units: amount(units) };
}

/** A consumption brings nothing back, so that nothing it is followed by changes the balance again. */
function receipt(accountId: string, { event, position }: CarriedOut<AccountEvent, TokensConsumed>): Receipt {
  const { drawn, ...data } = event.data;
  return { ...data, drawn: [...drawn], accountId, position: position.toString() };
}
