import { existsSync } from 'node:fs';
import { step } from './progress.mjs';
import { run, StepFailed } from './run.mjs';

/**
 * A program that is not ours to bring along: the one that the variable names, one that is installed, or
 * else Debian's package.
 * @typedef {object} SystemProgram
 * @property {string} name as a sentence has it
 * @property {string} neededBy the subject of that sentence
 * @property {string} variable of the environment, with the program's path
 * @property {string[]} places the first is where Debian's package puts it
 * @property {string} debianPackage
 */

/**
 * @param {SystemProgram} program
 * @returns {Promise<string>} its path
 * @throws {StepFailed} saying what to install.
 */
export async function findProgram(program) {
  const { name, variable, places, debianPackage } = program;
  const found = [process.env[variable], ...places].find((path) => path && existsSync(path));
  if (found) return found;
  if (!existsSync('/usr/bin/apt-get'))
    throw missing(program, 'this system has no apt-get to install it with');
  try {
    await step(`Installing ${name} (Debian package)`, () => installPackage(debianPackage));
  } catch (error) {
    throw missing(program, error.message);
  }
  return places[0];
}

async function installPackage(debianPackage) {
  const prefix = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const environment = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', debianPackage]]) {
    const [program, ...rest] = [...prefix, 'apt-get', ...args];
    await run(program, rest, environment);
  }
}

function missing({ name, neededBy, variable, debianPackage }, why) {
  return new StepFailed(
    `${neededBy} need ${name}, and ${why}.\n` +
      `Install it (Debian and Ubuntu: apt-get install ${debianPackage}), or set ${variable} to its path.`,
  );
}
