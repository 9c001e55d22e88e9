import { Module } from '@nestjs/common';
import { DefinedModels } from '../live-catalog/defined-models.js';
import { AccountCommandsController } from './account-commands.controller.js';
import { ConsumeTokensHandler } from './consume-tokens.js';
import { ExpireGrantsHandler } from './expire-grants.js';
import { GrantTokensHandler } from './grant-tokens.js';
import { SetUnlimitedHandler } from './set-unlimited.js';

@Module({
  controllers: [AccountCommandsController],
  providers: [
    ConsumeTokensHandler,
    GrantTokensHandler,
    ExpireGrantsHandler,
    SetUnlimitedHandler,
    DefinedModels,
  ],
})
export class AccountCommandsModule {}
