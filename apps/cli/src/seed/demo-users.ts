import type { Role } from '#libs/contract';

export interface DemoUser {
  readonly email: string;
  readonly name: string;
  readonly password: string;
  readonly role: Role;
  readonly accountId: string | null;
}

export const DEMO_ACCOUNT = 'demo';

/** Public on purpose: they are printed, documented, and made only where demo data are wanted. */
export const DEMO_USERS: readonly [DemoUser, ...DemoUser[]] = [
  {
    email: 'demo@example.com',
    name: 'Dana Demo',
    password: 'demo-password',
    role: 'user',
    accountId: DEMO_ACCOUNT,
  },
  {
    email: 'admin@example.com',
    name: 'Ada Admin',
    password: 'admin-password',
    role: 'administrator',
    accountId: null,
  },
  {
    email: 'auditor@example.com',
    name: 'Audrey Auditor',
    password: 'auditor-password',
    role: 'auditor',
    accountId: null,
  },
];
