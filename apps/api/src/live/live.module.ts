import { Module } from '@nestjs/common';
import { SessionModule } from '../session/session.module.js';
import { LiveController } from './live.controller.js';

@Module({ imports: [SessionModule], controllers: [LiveController] })
export class LiveModule {}
