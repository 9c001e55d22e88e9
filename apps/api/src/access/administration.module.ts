import { Module } from '@nestjs/common';
import { ApiKeysController } from '../api-keys/api-keys.controller.js';
import { UsersController } from '../users/users.controller.js';

/** Who may come in, as administrators decide it. */
@Module({ controllers: [UsersController, ApiKeysController] })
export class AdministrationModule {}
