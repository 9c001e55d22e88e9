import { Module } from '@nestjs/common';
import { OpenStreams } from './open-streams.js';
import { SessionCookies } from './session-cookies.js';
import { SessionPurge } from './session-purge.js';
import { SessionController } from './session.controller.js';

@Module({
  controllers: [SessionController],
  providers: [SessionCookies, OpenStreams, SessionPurge],
  exports: [SessionCookies, OpenStreams],
})
export class SessionModule {}
