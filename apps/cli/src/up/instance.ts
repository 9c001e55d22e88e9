import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** How the other commands reach a running instance; in its data folder, readable by its owner only. */
export interface Instance {
  readonly apiUrl: string;
  readonly databaseUrl: string;
  readonly eventStoreUrl: string;
}

export function writeInstance(path: string, instance: Instance): void {
  writeFileSync(path, `${JSON.stringify(instance, null, 2)}\n`, { mode: 0o600 });
}

export function readInstance(path: string): Instance | null {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Instance) : null; // written by us, above
}
