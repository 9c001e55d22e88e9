import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ThrottlerModule } from '@nestjs/throttler';
import { CONFIGURATION } from '../configuration/configuration.module.js';
import { SessionModule } from '../session/session.module.js';
import { RequestLimitGuard } from '../throttling/request-limit.guard.js';
import { requestLimits } from '../throttling/request-limits.js';
import { AccessGuard } from './access.guard.js';
import { AuthenticationGuard } from './authentication.guard.js';

/** Every request passes these, in this order, before anything else sees it. */
@Module({
  imports: [
    SessionModule,
    ThrottlerModule.forRootAsync({ inject: [CONFIGURATION], useFactory: requestLimits }),
  ],
  providers: [
    RequestLimitGuard,
    { provide: APP_GUARD, useExisting: RequestLimitGuard },
    { provide: APP_GUARD, useClass: AuthenticationGuard },
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
})
export class AccessModule {}
