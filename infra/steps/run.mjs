import { spawn } from 'node:child_process';

export class StepFailed extends Error {
  name = 'StepFailed';
}

/**
 * Runs a program and keeps its output, to be shown only if it fails.
 * @throws {StepFailed} with the last of its output.
 */
export async function run(program, args, options = {}) {
  let output = '';
  const code = await finished(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] }, (child) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (output = (output + text).slice(-8_000)));
    }
  });
  if (code !== 0) throw new StepFailed(`${program} ${args.join(' ')} failed:\n${output.trim()}`);
  return output;
}

/** Runs a program whose output is the user's to see. @returns its exit code. */
export async function show(program, args, options = {}) {
  return await finished(program, args, { stdio: 'inherit', ...options }, () => undefined);
}

async function finished(program, args, options, attach) {
  return await new Promise((resolve, reject) => {
    const child = spawn(program, args, options);
    attach(child);
    child.once('error', (error) =>
      reject(new StepFailed(`${program} could not be started: ${error.message}`)),
    );
    child.once('close', (code, signal) => resolve(signal ? 1 : code));
  });
}
