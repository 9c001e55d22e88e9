import { Module } from '@nestjs/common';
import { DefinedModels } from '../live-catalog/defined-models.js';
import { AccountCommandsController } from './account-commands.controller.js';
import { AccountLimitsController } from './account-limits.controller.js';
import { AdjustBalanceHandler } from './adjust-balance.js';
import { AllocationLimitsController } from './allocation-limits.controller.js';
import { ConsumeBatchController } from './consume-batch.controller.js';
import { ConsumeBatchHandler } from './consume-batch.js';
import { ConsumeTokensHandler } from './consume-tokens.js';
import { CorrectionCommandsController } from './correction-commands.controller.js';
import { ExtendHoldHandler } from './extend-hold.js';
import { FreezeSpendingHandler } from './freeze-spending.js';
import { GrantTokensHandler } from './grant-tokens.js';
import { HoldCommandsController } from './hold-commands.controller.js';
import { RecordDueHandler } from './record-due.js';
import { ReleaseHoldHandler } from './release-hold.js';
import { ReserveTokensHandler } from './reserve-tokens.js';
import { ReverseChargeHandler } from './reverse-charge.js';
import { RevokeGrantHandler } from './revoke-grant.js';
import { SetOverdraftLimitHandler } from './set-overdraft-limit.js';
import { SetSpendingCapsHandler } from './set-spending-caps.js';
import { SetTimeZoneHandler } from './set-time-zone.js';
import { SettleHoldHandler } from './settle-hold.js';
import { SetUnlimitedHandler } from './set-unlimited.js';
import { UnfreezeSpendingHandler } from './unfreeze-spending.js';

@Module({
  controllers: [
    AccountCommandsController,
    HoldCommandsController,
    CorrectionCommandsController,
    AccountLimitsController,
    AllocationLimitsController,
    ConsumeBatchController,
  ],
  providers: [
    ConsumeTokensHandler,
    ConsumeBatchHandler,
    ReserveTokensHandler,
    SettleHoldHandler,
    ReleaseHoldHandler,
    ExtendHoldHandler,
    GrantTokensHandler,
    RecordDueHandler,
    ReverseChargeHandler,
    AdjustBalanceHandler,
    RevokeGrantHandler,
    SetOverdraftLimitHandler,
    SetSpendingCapsHandler,
    SetTimeZoneHandler,
    FreezeSpendingHandler,
    UnfreezeSpendingHandler,
    SetUnlimitedHandler,
    DefinedModels,
  ],
})
export class AccountCommandsModule {}
