import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ProblemAnswer } from '../problems/problem.js';
import { accessRuleOf, type AccessRule } from './access-rule.js';
import type { CallerIdentity } from './caller.js';
import { mayReach } from './identify-caller.js';

/**
 * Decides whether a caller may call a route: by default nobody may. An account that the caller may
 * not reach is refused without looking whether it exists.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const rule = accessRuleOf(context);
    if (rule?.kind === 'public') return true;
    const { caller, params } = context
      .switchToHttp()
      .getRequest<FastifyRequest<{ Params: { accountId?: string } }>>();
    if (!caller || !rule || !fulfils(caller, rule)) throw new ProblemAnswer('forbidden');
    if (params.accountId !== undefined && !mayReach(caller, params.accountId))
      throw new ProblemAnswer('forbidden');
    return true;
  }
}

function fulfils(caller: CallerIdentity, rule: AccessRule): boolean {
  return rule.kind !== 'scope' || caller.scopes.has(rule.scope);
}
