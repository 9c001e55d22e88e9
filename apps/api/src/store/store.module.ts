import { Module } from '@nestjs/common';
import { DefinedModels } from '../live-catalog/defined-models.js';
import { CancelSubscriptionHandler } from './cancel-subscription.js';
import { ChangePlanHandler } from './change-plan.js';
import { Checkouts } from './checkouts.js';
import { ConfigureTopUpHandler } from './configure-top-up.js';
import { DefinePackageHandler } from './define-package.js';
import { OffSessionCharges } from './off-session-charges.js';
import { OwnSubscriptions } from './own-subscription.js';
import { PackageCommandsController } from './package-commands.controller.js';
import { PaySubscriptionHandler } from './pay-subscription.js';
import { PaymentConsequences } from './payment-consequences.js';
import { PeriodPurchases } from './period-purchases.js';
import { PurchaseCommandsController } from './purchase-commands.controller.js';
import { PurchaseSettlement } from './purchase-settlement.js';
import { ReconciliationController } from './reconciliation.controller.js';
import { ResumeSubscriptionHandler } from './resume-subscription.js';
import { RetirePackageHandler } from './retire-package.js';
import { StartPurchaseHandler } from './start-purchase.js';
import { StartSubscriptionHandler } from './start-subscription.js';
import { SubscriptionBilling } from './subscription-billing.js';
import { SubscriptionCommandsController } from './subscription-commands.controller.js';
import { TopUpCommandsController } from './top-up-commands.controller.js';
import { TopUps } from './top-ups.js';

/** What is sold, what was bought, and what is bought again by itself. */
@Module({
  controllers: [
    PackageCommandsController,
    PurchaseCommandsController,
    SubscriptionCommandsController,
    TopUpCommandsController,
    ReconciliationController,
  ],
  providers: [
    DefinedModels,
    DefinePackageHandler,
    RetirePackageHandler,
    StartPurchaseHandler,
    StartSubscriptionHandler,
    ChangePlanHandler,
    PaySubscriptionHandler,
    CancelSubscriptionHandler,
    ResumeSubscriptionHandler,
    ConfigureTopUpHandler,
    OwnSubscriptions,
    Checkouts,
    PeriodPurchases,
    OffSessionCharges,
    PaymentConsequences,
    PurchaseSettlement,
    SubscriptionBilling,
    TopUps,
  ],
  exports: [PurchaseSettlement],
})
export class StoreModule {}
