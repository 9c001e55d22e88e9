import { accountKind, Aggregates, purchaseKind, topUpKind } from '#libs/aggregates';
import type { TopUpReconciliation } from '#libs/contract';
import {
  asOf,
  availableIn,
  topUpMonth,
  ZERO,
  type Account,
  type Purchase,
  type RefusalCode,
  type TokenAmount,
  type TopUp,
  type TopUpBegun,
  type TopUpCommand,
} from '#libs/ledger';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../clock/clock.module.js';
import { LiveCatalog } from '../live-catalog/live-catalog.js';
import { idFrom } from './derived-id.js';
import { OffSessionCharges } from './off-session-charges.js';
import { systemOperation } from './system-operation.js';
import { topUpOffer } from './top-up-offer.js';

type Begun = TopUpBegun['data'];

/**
 * Buys tokens without the buyer where less is available than they want. That a top-up begins is recorded
 * before anything is bought, under an id that follows from the one before it: of those that ask at the same
 * time one begins it, and after a crash between any two steps the next one goes on.
 */
@Injectable()
export class TopUps {
  constructor(
    @Inject(Aggregates) private readonly aggregates: Aggregates,
    @Inject(LiveCatalog) private readonly catalog: LiveCatalog,
    @Inject(OffSessionCharges) private readonly charges: OffSessionCharges,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async reconcile(accountId: string): Promise<TopUpReconciliation> {
    const topUp = await this.stateOf(accountId);
    if (topUp.inFlight) return await this.follow(accountId, topUp.inFlight, 'payment-followed');
    const because = await this.begin(accountId, topUp);
    if (because !== null) return { accountId, done: 'nothing', because };
    const { inFlight } = await this.stateOf(accountId);
    if (!inFlight) return { accountId, done: 'nothing', because: null };
    return await this.follow(accountId, inFlight, 'begun');
  }

  /** @returns why none begins; null when one did. */
  private async begin(accountId: string, { settings, lastBegunAt }: TopUp): Promise<RefusalCode | null> {
    if (!settings) return 'top-up-off';
    const offered = topUpOffer(this.catalog.package(settings.packageId), settings);
    if (!offered) return 'package-not-on-sale';
    const account = asOf(await this.aggregates.stateOf(accountKind, accountId), this.clock());
    const available = availableOf(account, settings.model);
    if (available === 'unlimited') return 'balance-above-threshold';
    const purchaseId = idFrom(accountId, 'top-up', lastBegunAt ?? '');
    const refusal = await this.execute(
      {
        type: 'BeginTopUp',
        accountId,
        purchaseId,
        price: offered.price,
        available,
        month: topUpMonth(account.timeZone, this.clock()),
      },
      `begin-${purchaseId}`,
    );
    return refusal;
  }

  private async follow(
    accountId: string,
    begun: Begun,
    done: TopUpReconciliation['done'],
  ): Promise<TopUpReconciliation> {
    const purchase = await this.purchaseOf(accountId, begun);
    if (purchase) {
      await this.charges.bringForward(purchase, begun.method);
      return { accountId, done, because: null };
    }
    const { purchaseId } = begun;
    await this.execute(
      { type: 'EndTopUp', accountId, purchaseId, outcome: 'expired' },
      `top-up-unsold-${purchaseId}`,
    );
    return { accountId, done: 'nothing', because: 'package-changed' };
  }

  /** Null when what was to be bought is sold no more, or at another price than the cap was asked about. */
  private async purchaseOf(accountId: string, begun: Begun): Promise<Purchase | null> {
    const { purchaseId, packageId, units, price } = begun;
    const started = await this.aggregates.stateOf(purchaseKind, purchaseId);
    if (started) return started;
    const offered = this.catalog.package(packageId);
    const quoted = topUpOffer(offered, begun);
    if (!offered || quoted?.price.minorUnits !== price.minorUnits) return null;
    const { refusal } = await this.aggregates.execute(purchaseKind, {
      aggregateId: purchaseId,
      operation: systemOperation('start', purchaseId),
      command: {
        type: 'StartPurchase',
        purchaseId,
        accountId,
        packageId,
        packageVersion: offered.version,
        offered,
        units,
        origin: 'top-up',
      },
    });
    return refusal ? null : await this.aggregates.stateOf(purchaseKind, purchaseId);
  }

  private async execute(command: TopUpCommand, operationId: string): Promise<RefusalCode | null> {
    const { accountId } = command;
    const operation = systemOperation(operationId, accountId);
    const outcome = await this.aggregates.execute(topUpKind, { aggregateId: accountId, operation, command });
    return outcome.refusal ? outcome.refusal.code : null;
  }

  private async stateOf(accountId: string): Promise<TopUp> {
    return await this.aggregates.stateOf(topUpKind, accountId);
  }
}

function availableOf({ allocations }: Account, model: string): TokenAmount | 'unlimited' {
  const allocation = allocations.get(model);
  if (!allocation) return ZERO;
  return allocation.unlimited ? 'unlimited' : availableIn(allocation);
}
