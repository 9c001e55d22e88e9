import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const LINES_MAX = 300;
const SOURCE = /\.(ts|mjs|html|css)$/;
const DRAWERS = /(^|\/)(utils?|helpers?|common|misc|shared)(\/|\.[a-z]+$)/i;
const DEAD_TESTS = /\b(it|test|describe)\.(skip|only|todo)\b|\bx(it|describe)\(/;
const SUPPRESSIONS = /@ts-ignore|@ts-expect-error|\bas any\b/;

/** What lint cannot see. @returns a line for every finding. */
export function findUntidiness() {
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    encoding: 'utf8',
  })
    .split('\n')
    .filter((path) => path && existsSync(path));
  return [
    ...files
      .filter((path) => DRAWERS.test(path))
      .map((path) => `${path}: a drawer that tells a reader nothing`),
    ...files
      .filter((path) => SOURCE.test(path) && /^(apps|libs|examples|infra)\//.test(path))
      .flatMap(findingsIn),
  ];
}

function findingsIn(path) {
  const text = readFileSync(path, 'utf8');
  const lines = text.split('\n');
  const findings = [];
  if (lines.length - 1 > LINES_MAX)
    findings.push(`${path}: ${lines.length - 1} lines, more than ${LINES_MAX}`);
  if (path.endsWith('tidy.mjs')) return findings; // it names what it looks for
  for (const [index, line] of lines.entries()) {
    if (DEAD_TESTS.test(line)) findings.push(`${path}:${index + 1}: a test that does not run`);
    if (SUPPRESSIONS.test(line)) findings.push(`${path}:${index + 1}: a type that is not checked`);
  }
  return findings;
}
