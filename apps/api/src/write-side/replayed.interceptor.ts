import { REPLAYED_HEADER } from '#libs/contract';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';
import type { CommandAnswer } from './carry-out.js';

/** A command that was carried out before answers as it did then; a header tells the difference. */
@Injectable()
export class ReplayedInterceptor<Body> implements NestInterceptor<CommandAnswer<Body>, Body> {
  intercept(context: ExecutionContext, next: CallHandler<CommandAnswer<Body>>): Observable<Body> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      map((answer) => {
        if (answer.replayed) void reply.header(REPLAYED_HEADER, 'true');
        return answer.body;
      }),
    );
  }
}
