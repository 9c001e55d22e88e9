import { Module } from '@nestjs/common';
import { DefinedModels } from '../live-catalog/defined-models.js';
import { DefinePackageHandler } from './define-package.js';
import { PackageCommandsController } from './package-commands.controller.js';
import { PurchaseCommandsController } from './purchase-commands.controller.js';
import { PurchaseSettlement } from './purchase-settlement.js';
import { ReconciliationController } from './reconciliation.controller.js';
import { RetirePackageHandler } from './retire-package.js';
import { StartPurchaseHandler } from './start-purchase.js';

/** What is sold, and what was bought. */
@Module({
  controllers: [PackageCommandsController, PurchaseCommandsController, ReconciliationController],
  providers: [
    DefinedModels,
    DefinePackageHandler,
    RetirePackageHandler,
    StartPurchaseHandler,
    PurchaseSettlement,
  ],
  exports: [PurchaseSettlement],
})
export class StoreModule {}
