import { setTimeout as pause } from 'node:timers/promises';
import { stillRuns, type ProcessIdentity } from './process-identity.js';

const POLL_MS = 50;
const GRACE_MS_MAX = 5_000;

/** Asks a process of ours that nobody watches any more to end, and makes it end when it does not. */
export async function endProcess(identity: ProcessIdentity): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    if (!stillRuns(identity)) return;
    process.kill(identity.pid, signal);
    const until = Date.now() + GRACE_MS_MAX;
    while (stillRuns(identity) && Date.now() < until) await pause(POLL_MS);
  }
}
