import { pages } from '#libs/contract';
import { existsSync } from 'node:fs';
import type { Terminal } from '../terminal/terminal.js';
import { DEMO_USERS } from '../seed/demo-users.js';
import type { DataFolder } from './data-folder.js';
import { apiUrl, httpHost } from './environment.js';
import type { UpOptions } from './up-options.js';

interface Running {
  readonly options: UpOptions;
  readonly folder: DataFolder;
  readonly eventStoreUrl: string;
}

/** Where everything is, and how to come in. */
export function announce(terminal: Terminal, { options, folder, eventStoreUrl }: Running): void {
  const address = apiUrl(options);
  terminal.line();
  terminal.line('Token Ledger is running.');
  terminal.line();
  terminal.line(`  Dashboard    ${address}${pages.dashboard}`);
  if (existsSync(folder.seeded)) announceDemoUsers(terminal);
  terminal.line(`  API          ${address}/api/docs`);
  terminal.line(`  Event store  ${eventStoreUrl}`);
  terminal.line(`  Data         ${folder.path}`);
  terminal.line(`  Logs         ${folder.logs}`);
  terminal.line();
  terminal.line('Ctrl-C stops everything in order.');
}

function announceDemoUsers(terminal: Terminal): void {
  for (const [index, { email, password, role }] of DEMO_USERS.entries()) {
    const label = index === 0 ? 'Sign in' : '';
    terminal.line(`  ${label.padEnd(12)} ${email.padEnd(20)} ${password.padEnd(18)} (${role})`);
  }
  if (!['127.0.0.1', 'localhost', '::1'].includes(httpHost())) {
    terminal.line(`  ! These passwords are public, and ${httpHost()} is reachable from other machines.`);
  }
}
