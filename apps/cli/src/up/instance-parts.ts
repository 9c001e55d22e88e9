import type { Terminal } from '../terminal/terminal.js';
import { recordChildren } from './children-record.js';
import type { DataFolder } from './data-folder.js';
import type { Part } from './part.js';
import { SupervisedPart } from './supervised-part.js';

/** The parts of a running instance, in the order in which they were started. */
export class InstanceParts {
  private readonly parts: SupervisedPart[] = [];
  private stopping = false;

  constructor(
    private readonly terminal: Terminal,
    private readonly folder: DataFolder,
  ) {}

  /** Shows what a part says, except while everything is stopped: then parts complain about each other. */
  readonly show = (name: string) => (message: string) => {
    if (!this.stopping) this.terminal.line(`  ${name.padEnd(9)} │ ${message}`);
  };

  async start(part: Part): Promise<void> {
    if (this.stopping) throw new Error('Everything is being stopped.');
    const supervised = new SupervisedPart(part, {
      line: (text) => this.terminal.line(text),
      changed: () => this.record(),
    });
    this.parts.push(supervised);
    await supervised.start();
  }

  /** Last started, first stopped: whoever still writes finds what it writes to. */
  async stop(): Promise<void> {
    this.stopping = true;
    for (const part of [...this.parts].reverse()) {
      await this.terminal.step(`Stopping ${part.name}`, () => part.stop());
    }
  }

  kill(): void {
    for (const part of this.parts) part.kill();
  }

  private record(): void {
    recordChildren(this.folder.children, this.parts);
  }
}
