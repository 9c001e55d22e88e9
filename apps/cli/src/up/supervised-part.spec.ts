import type { Part, RunningPart } from './part.js';
import { SupervisedPart } from './supervised-part.js';

/** A part that lives until it is told to end. */
class Puppet implements Part {
  readonly name = 'puppet';
  readonly ends: ((how: string) => void)[] = [];
  failures = 0;

  launch(signal: AbortSignal): Promise<RunningPart> {
    signal.throwIfAborted();
    if (this.failures > 0) {
      this.failures -= 1;
      return Promise.reject(new Error('the disk is full'));
    }
    const exited = new Promise<string>((resolve) => this.ends.push(resolve));
    const end = this.ends.at(-1);
    return Promise.resolve({
      pid: this.ends.length,
      exited,
      kill: () => end?.('killed'),
      stop: async () => void end?.('stopped'),
    });
  }
}

function supervise() {
  const puppet = new Puppet();
  const lines: string[] = [];
  const waiting: (() => void)[] = [];
  const supervised = new SupervisedPart(puppet, {
    line: (text) => lines.push(text),
    changed: () => waiting.splice(0).forEach((wake) => wake()),
  });
  const changed = () => new Promise<void>((resolve) => waiting.push(resolve));
  return { puppet, supervised, lines, changed };
}

it('tells whoever starts it that it does not start', async () => {
  const { puppet, supervised } = supervise();
  puppet.failures = 1;
  await expect(supervised.start()).rejects.toThrow('the disk is full');
  await supervised.stop();
});

it('is started again when it ends by itself, until it works', async () => {
  const { puppet, supervised, lines, changed } = supervise();
  await supervised.start();
  const back = changed();
  puppet.failures = 1;
  puppet.ends[0]?.('exit code 1');
  await back;
  expect(supervised.pid).toBe(2);
  expect(lines).toEqual([
    '! puppet ended (exit code 1) and is started again.',
    '! puppet does not start yet: the disk is full',
    expect.stringMatching(/^✓ puppet is back after \d+\.\d s\.$/),
  ]);
  await supervised.stop();
});

it('stays ended when it is stopped, also while it is about to be started again', async () => {
  const { puppet, supervised, lines } = supervise();
  await supervised.start();
  puppet.ends[0]?.('exit code 1');
  await Promise.resolve();
  await supervised.stop();
  expect(puppet.ends).toHaveLength(1);
  expect(lines.join()).not.toContain('is back');
});
