import type { Scope } from '#libs/contract';
import { applyDecorators, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiExtension } from '@nestjs/swagger';

/** Who may call a route. A route that says nothing is refused to everybody. */
export type AccessRule =
  | { readonly kind: 'public' }
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'scope'; readonly scope: Scope };

export const ACCESS_RULE = Symbol('access rule');
/** Where the API's documentation finds the rule. */
export const ACCESS_EXTENSION = 'x-access';

const reflector = new Reflector();

/** Null: the route says nothing. */
export function accessRuleOf(context: ExecutionContext): AccessRule | null {
  const places = [context.getHandler(), context.getClass()];
  return reflector.getAllAndOverride<AccessRule | undefined>(ACCESS_RULE, places) ?? null;
}

export function isPublic(context: ExecutionContext): boolean {
  return accessRuleOf(context)?.kind === 'public';
}

const allow = (rule: AccessRule) =>
  applyDecorators(SetMetadata(ACCESS_RULE, rule), ApiExtension(ACCESS_EXTENSION, rule));

/** Anybody, without credentials. */
export const Public = () => allow({ kind: 'public' });

/** Anybody with valid credentials, whatever their scopes. */
export const SignedIn = () => allow({ kind: 'signed-in' });

/**
 * Callers with the scope. Where the path has `:accountId`, confined callers reach their own account only.
 */
export const RequireScope = (scope: Scope) => allow({ kind: 'scope', scope });
