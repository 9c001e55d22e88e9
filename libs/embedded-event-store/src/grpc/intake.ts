import { AppendTooLarge, EventStoreUnavailable } from '#libs/event-store';
import type { ProposedEvent } from '../engine/log-entry.js';

/** What holding an event costs beside its bytes. */
const overheadBytes = 256;
const heldBytesMax = 256 * 1_048_576;
/** The limit of appends counts data only; what comes with them has this much room. */
const besideDataBytesMax = 32 * 1_048_576;

/** What has come of appends and is not answered yet, of all clients together: so much, and no more. */
export class Intake {
  private held = 0;

  constructor(readonly maxAppendBytes: number) {}

  get heldBytes(): number {
    return this.held;
  }

  begin(): Holding {
    return new Holding(this);
  }

  /** @throws {EventStoreUnavailable} */
  hold(bytes: number): void {
    if (this.held + bytes > heldBytesMax) throw new EventStoreUnavailable('Too much is arriving at once.');
    this.held += bytes;
  }

  release(bytes: number): void {
    this.held -= bytes;
  }
}

/** The events of one append, from the first that comes until the append is answered. */
export class Holding {
  readonly events: ProposedEvent[] = [];
  private dataBytes = 0;
  private bytes = 0;

  constructor(private readonly intake: Intake) {}

  /** @throws {AppendTooLarge} | {EventStoreUnavailable} */
  add(event: ProposedEvent): void {
    const { maxAppendBytes } = this.intake;
    const bytes = event.data.length + event.metadata.length + event.type.length + overheadBytes;
    this.dataBytes += event.data.length;
    const isTooLarge =
      this.dataBytes > maxAppendBytes || this.bytes + bytes > maxAppendBytes + besideDataBytesMax;
    if (isTooLarge) throw new AppendTooLarge(maxAppendBytes);
    this.intake.hold(bytes);
    this.bytes += bytes;
    this.events.push(event);
  }

  release(): void {
    this.intake.release(this.bytes);
    this.bytes = 0;
  }
}
