import { MailboxFull, type CommandOutcome, type CommandRequest } from './command-request.js';
import type { DomainEvent } from './aggregate-kind.js';

export interface Letter<Command, Event extends DomainEvent> {
  readonly request: CommandRequest<Command>;
  readonly answer: (outcome: CommandOutcome<Event>) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Commands of one aggregate, taken one batch at a time: while a batch is being written, the next one
 * gathers. A busy aggregate so gets more done per write, not slower.
 */
export class Mailbox<Command, Event extends DomainEvent> {
  private waiting: Letter<Command, Event>[] = [];
  private working = false;

  constructor(
    private readonly process: (batch: readonly Letter<Command, Event>[]) => Promise<void>,
    private readonly limits: { readonly batchMax: number; readonly waitingMax: number },
    private readonly whenIdle: () => void,
  ) {}

  /** @throws {MailboxFull} */
  async deliver(request: CommandRequest<Command>): Promise<CommandOutcome<Event>> {
    if (this.waiting.length >= this.limits.waitingMax) {
      throw new MailboxFull(`${this.waiting.length} commands wait for this account already.`);
    }
    return await new Promise((answer, fail) => {
      this.waiting.push({ request, answer, fail });
      if (!this.working) void this.work();
    });
  }

  private async work(): Promise<void> {
    this.working = true;
    await untilAllHaveArrived();
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, this.limits.batchMax);
      await this.process(batch).catch((error: unknown) => {
        for (const letter of batch) letter.fail(error);
      });
      await untilAllHaveArrived();
    }
    this.working = false;
    this.whenIdle();
  }
}

/**
 * Commands that are ready now come in the same turn of the event loop: those that the last answers
 * set off, those that stood in the sockets. Taken together they share a write; one by one the first
 * would have it alone.
 */
const untilAllHaveArrived = () => new Promise(setImmediate);
