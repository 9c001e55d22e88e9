import type { AppendRequest } from './append-request.js';
import type { AppendAnswer } from './batch-plan.js';

/** An append whose caller is waiting. Answered once: whatever comes later is for nobody. */
export class WaitingAppend {
  readonly bytes: number;
  private done = false;

  constructor(
    readonly request: AppendRequest,
    readonly deadlineMs: number,
    private readonly respond: (answer: AppendAnswer) => void,
  ) {
    this.bytes = request.events.reduce((sum, event) => sum + event.data.length + event.metadata.length, 0);
  }

  get isAnswered(): boolean {
    return this.done;
  }

  answer(answer: AppendAnswer): void {
    if (this.done) return;
    this.done = true;
    this.respond(answer);
  }
}
