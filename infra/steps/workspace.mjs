import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Everything runs from here, wherever it was called from. */
export const WORKSPACE = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const NODE_MINIMUM = [20, 19];

/** Says what is wrong in one line, and ends. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [wantedMajor, wantedMinor] = NODE_MINIMUM;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  console.error(
    `Token Ledger needs Node ${NODE_MINIMUM.join('.')} or newer; this is ${process.versions.node}.`,
  );
  process.exit(1);
}

/** Prints what went wrong as a user can read it, and ends with exit code 1. */
export async function main(work) {
  process.chdir(WORKSPACE);
  requireNode();
  try {
    process.exitCode = await work();
  } catch (error) {
    console.error(`\n${error.name === 'StepFailed' ? error.message : error.stack}`);
    process.exitCode = 1;
  }
}
