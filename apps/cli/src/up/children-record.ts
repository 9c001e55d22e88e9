import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { endProcess } from '../processes/end-process.js';
import { identityOf, stillRuns, type ProcessIdentity } from '../processes/process-identity.js';

export interface Child extends ProcessIdentity {
  readonly name: string;
}

/** Notes which processes belong to this instance, for the run after one that was killed. */
export function recordChildren(
  path: string,
  parts: readonly { readonly name: string; readonly pid: number | null }[],
): void {
  const children = parts.flatMap(({ name, pid }): Child[] => {
    const identity = pid === null ? null : identityOf(pid);
    return identity ? [{ name, ...identity }] : [];
  });
  writeFileSync(path, JSON.stringify(children));
}

/** The caller holds the instance lock: whatever still runs here belongs to nobody. */
export async function endLeftOverChildren(path: string): Promise<number> {
  const left = recorded(path).filter(stillRuns);
  await Promise.all(left.map(endProcess));
  return left.length;
}

function recorded(path: string): readonly Child[] {
  if (!existsSync(path)) return [];
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as readonly Child[]; // written by us, above
  } catch {
    return []; // cut off while it was written: the parts leave with their parent anyway
  }
}
