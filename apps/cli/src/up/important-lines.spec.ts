import { ImportantLines, importantInPostgresLog, importantInServerLog } from './important-lines.js';

describe('in the log of a process of ours', () => {
  it.each([
    ['{"level":30,"msg":"Listening"}', null],
    ['{"level":50,"msg":"Append failed","err":{"message":"timeout"}}', 'Append failed: timeout'],
    ['{"level":60,"msg":"boom","err":{"message":"boom"}}', 'boom'],
    ['Error: Cannot find module', 'Error: Cannot find module'],
    ['    at Module._compile (node:internal)', null],
    ['(node:12) ExperimentalWarning: x', null],
  ])('%s', (line, expected) => expect(importantInServerLog(line)).toBe(expected));
});

describe('in the log of Postgres', () => {
  it.each([
    ['2026-01-01 [1] LOG:  checkpoint starting', null],
    ['2026-01-01 [1] ERROR:  duplicate key', null],
    ['2026-01-01 [1] FATAL:  terminating connection due to administrator command', null],
    [
      '2026-01-01 [1] PANIC:  could not write to file: No space left on device',
      'could not write to file: No space left on device',
    ],
  ])('%s', (line, expected) => expect(importantInPostgresLog(line)).toBe(expected));
});

it('shows a message that keeps coming once, and joins lines that come in pieces', () => {
  const shown: string[] = [];
  const lines = new ImportantLines(
    (line) => line,
    (message) => shown.push(message),
  );
  lines.take('one\ntw');
  lines.take('o\none\n');
  expect(shown).toEqual(['one', 'two']);
});
