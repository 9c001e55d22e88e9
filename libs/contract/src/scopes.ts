import { z } from 'zod';
import type { Role } from './session.js';

/** What a caller may do. API keys carry a choice of them; a session has all that its user's role allows. */
export const SCOPES = [
  'tokens:consume',
  'tokens:grant',
  'tokens:correct',
  'balances:read',
  'usage:read',
  'catalog:read',
  'rates:write',
  'models:write',
  'packages:write',
  'purchases:read',
  'purchases:write',
  'purchases:reconcile',
  'audit:read',
  'admin',
] as const;
export const scopeSchema = z.enum(SCOPES);
export type Scope = z.infer<typeof scopeSchema>;

export const SCOPE_MEANINGS: Readonly<Record<Scope, string>> = {
  'tokens:consume': 'Consume, reserve and settle tokens of an account.',
  'tokens:grant': 'Grant tokens, and make an allocation unlimited or limited.',
  'tokens:correct': 'Reverse charges, adjust balances, revoke grants, and set limits, caps and freezes.',
  'balances:read': 'Read balances and limits, and follow their changes live.',
  'usage:read': 'Read the usage history, corrections, and usage by day and month.',
  'catalog:read': 'Read models, features and their rates.',
  'rates:write': 'Change the rate of a feature.',
  'models:write': 'Define models.',
  'packages:write': 'Define what is sold, and retire it.',
  'purchases:read': 'Read purchases, subscriptions and their receipts.',
  'purchases:write': 'Buy tokens, and start, change and cancel subscriptions.',
  'purchases:reconcile':
    'Have purchases, renewals and top-ups compared with the payment provider and brought forward.',
  'audit:read': 'List accounts, and read their event streams.',
  admin: 'Create users, and create, list and revoke API keys.',
};

/** They reach beyond any one account, so a key that is restricted to one never has them. */
export const PLATFORM_SCOPES: readonly Scope[] = [
  'rates:write',
  'models:write',
  'packages:write',
  'purchases:reconcile',
  'audit:read',
  'admin',
];

/** The most that each role may do. A key never exceeds its role, whatever scopes it was given. */
export const ROLE_SCOPES: Readonly<Record<Role, readonly Scope[]>> = {
  user: ['balances:read', 'usage:read', 'catalog:read', 'purchases:read', 'purchases:write'],
  service: [
    'tokens:consume',
    'tokens:grant',
    'balances:read',
    'usage:read',
    'catalog:read',
    'purchases:read',
    'purchases:write',
    'purchases:reconcile',
  ],
  auditor: ['balances:read', 'usage:read', 'catalog:read', 'purchases:read', 'audit:read'],
  administrator: SCOPES,
};
