import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { identityOf, stillRuns } from './process-identity.js';

it('recognizes a process that runs', () => {
  const self = identityOf(process.pid);
  expect(self && stillRuns(self)).toBe(true);
});

it('does not take another process with the same number for it', () => {
  expect(stillRuns({ pid: process.pid, startedAt: 'some other time' })).toBe(false);
});

it('knows that a process has ended', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)']);
  const identity = identityOf(child.pid ?? 0);
  expect(identity && stillRuns(identity)).toBe(true);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(identity && stillRuns(identity)).toBe(false);
});
