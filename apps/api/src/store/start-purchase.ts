import { Aggregates, purchaseKind, type Operation } from '#libs/aggregates';
import { canonicalJson } from '#libs/event-store';
import { pages, type Checkout, type purchaseRequestSchema } from '#libs/contract';
import type { CheckoutOpened, PurchaseStarted } from '#libs/ledger';
import type { PaymentProvider } from '#libs/payments';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { LiveCatalog } from '../live-catalog/live-catalog.js';
import { PAYMENT_PROVIDER } from '../payments/payments.module.js';
import { answerWith, type CommandAnswer } from '../write-side/carry-out.js';
import { operationOf, type CommandOrigin } from '../write-side/command-origin.js';

export class StartPurchase extends Command<CommandAnswer<Checkout>> {
  constructor(
    readonly accountId: string,
    readonly request: z.output<typeof purchaseRequestSchema>,
    readonly origin: CommandOrigin,
    /** Where the browser finds this API, e.g. `https://tokens.example.com`. */
    readonly base: string,
  ) {
    super();
  }
}

/**
 * The purchase is in the log before the provider hears of it, and its id follows from account and idempotency
 * key: a retry, after whatever crash, finds the same purchase and the provider the same checkout.
 */
@CommandHandler(StartPurchase)
export class StartPurchaseHandler implements ICommandHandler<StartPurchase> {
  constructor(
    @Inject(Aggregates) private readonly aggregates: Aggregates,
    @Inject(LiveCatalog) private readonly catalog: LiveCatalog,
    @Inject(PAYMENT_PROVIDER) private readonly payments: PaymentProvider,
  ) {}

  async execute({ accountId, request, origin, base }: StartPurchase): Promise<CommandAnswer<Checkout>> {
    const purchaseId = purchaseIdOf(accountId, origin.operationId);
    const { packageId, packageVersion, units } = request;
    const operation = operationOf(origin, StartPurchase.name, { accountId, ...request });
    const outcome = await this.aggregates.execute(purchaseKind, {
      aggregateId: purchaseId,
      operation,
      command: {
        type: 'StartPurchase',
        purchaseId,
        accountId,
        packageId,
        packageVersion,
        offered: this.catalog.package(packageId),
        units,
        origin: 'checkout',
      },
    });
    const started = answerWith(outcome, 'PurchaseStarted', ({ event }) => event.data);
    return await this.checkout(started.body, { operation, base });
  }

  private async checkout(
    order: PurchaseStarted['data'],
    { operation, base }: { readonly operation: Operation; readonly base: string },
  ): Promise<CommandAnswer<Checkout>> {
    const { purchaseId, price } = order;
    const operationId = 'checkout';
    const opened = await this.aggregates.findOperation(purchaseKind, purchaseId, operationId);
    const answer = (checkout: CheckoutOpened['data'], position: bigint): Checkout => ({
      purchaseId,
      checkoutUrl: new URL(checkout.url ?? pages.purchase(purchaseId), base).href,
      payableUntil: checkout.payableUntil,
      price: { ...price },
      position: position.toString(),
    });
    for (const { event, position } of opened ?? []) {
      if (event.type === 'CheckoutOpened') return { body: answer(event.data, position), replayed: true };
    }
    const checkout = await this.openAtProvider(order, base);
    const outcome = await this.aggregates.execute(purchaseKind, {
      aggregateId: purchaseId,
      // The provider answers the same checkout whenever it is asked, so what is recorded is the same too.
      operation: { ...operation, operationId, causationId: operation.operationId },
      command: { type: 'OpenCheckout', purchaseId, checkout },
    });
    return answerWith(outcome, 'CheckoutOpened', ({ event, position }) => answer(event.data, position));
  }

  private async openAtProvider(
    { purchaseId, accountId, price, packageName }: PurchaseStarted['data'],
    base: string,
  ): Promise<Omit<CheckoutOpened['data'], 'openedAt'>> {
    const back = new URL(pages.purchase(purchaseId), base).href;
    const { paymentReference, url, expiresAt } = await this.payments.startCheckout({
      purchaseId,
      accountId,
      price,
      description: packageName,
      successUrl: back,
      cancelUrl: back,
      keepPaymentMethod: true,
    });
    return { paymentReference, url, payableUntil: expiresAt, provider: this.payments.name };
  }
}

/** Nothing but hexadecimal digits, so that it fits wherever an id is kept, at the provider's too. */
export function purchaseIdOf(accountId: string, operationId: string): string {
  return createHash('sha256')
    .update(canonicalJson([accountId, operationId]))
    .digest('hex')
    .slice(0, 32);
}
