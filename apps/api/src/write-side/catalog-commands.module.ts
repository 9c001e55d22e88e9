import { Module } from '@nestjs/common';
import { DefinedModels } from '../live-catalog/defined-models.js';
import { DefineModelHandler } from '../models/define-model.js';
import { ModelCommandsController } from '../models/model-commands.controller.js';
import { ChangeRateHandler } from '../rates/change-rate.js';
import { RateCommandsController } from '../rates/rate-commands.controller.js';

/** What is sold and at what rate: commands of administrators. */
@Module({
  controllers: [RateCommandsController, ModelCommandsController],
  providers: [ChangeRateHandler, DefineModelHandler, DefinedModels],
})
export class CatalogCommandsModule {}
