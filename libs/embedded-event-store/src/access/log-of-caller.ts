import type { EventLog } from '../engine/event-log.js';
import type { LogMessage } from '../engine/follow.js';
import type { ReadEntry } from '../engine/log-entry.js';
import type { Page } from '../engine/log-pages.js';
import type { Caller } from './caller.js';
import { assertStreamAccess, mayReadStream } from './stream-access.js';

/** As much of a log as those who serve streams need. */
export type AccessibleLog = Pick<
  EventLog,
  | 'append'
  | 'maxAppendBytes'
  | 'position'
  | 'allPages'
  | 'streamPages'
  | 'readStream'
  | 'streamExists'
  | 'followAll'
  | 'followStream'
>;

/**
 * The log, as far as one caller may go. Whether a call may begin is not asked here, but by the gate; here, what only
 * shows later: which stream each append of a batch is for, and what a link leads to.
 */
export class LogOfCaller implements AccessibleLog {
  constructor(
    private readonly log: EventLog,
    private readonly caller: Caller,
  ) {}

  get maxAppendBytes(): number {
    return this.log.maxAppendBytes;
  }

  get position(): bigint {
    return this.log.position;
  }

  readonly append: EventLog['append'] = async (request) => {
    const { streamName } = request;
    await assertStreamAccess(this.log, { caller: this.caller, action: 'write', streamName });
    return await this.log.append(request);
  };

  readonly streamExists: EventLog['streamExists'] = (name) => this.log.streamExists(name);
  readonly readStream: EventLog['readStream'] = (name, range) =>
    this.log.readStream(name, { ...range, resolvesLinks: false });
  readonly allPages: EventLog['allPages'] = (range) => this.pages(this.log.allPages(range));
  readonly streamPages: EventLog['streamPages'] = (name, range) =>
    this.pages(this.log.streamPages(name, range));
  readonly followAll: EventLog['followAll'] = (options) => this.messages(this.log.followAll(options));
  readonly followStream: EventLog['followStream'] = (options) =>
    this.messages(this.log.followStream(options));

  /** A link into a stream that the caller may not read comes alone, as one that leads nowhere does. */
  async seen(entry: ReadEntry): Promise<ReadEntry> {
    if (!entry.target) return entry;
    const isSeen = await mayReadStream(this.log, this.caller, entry.target.streamName);
    return isSeen ? entry : { ...entry, target: null };
  }

  private async *pages(pages: AsyncIterable<Page>): AsyncGenerator<Page, void> {
    for await (const page of pages) {
      yield page.some(({ target }) => target) ? await Promise.all(page.map((each) => this.seen(each))) : page;
    }
  }

  private async *messages(messages: AsyncIterable<LogMessage>): AsyncGenerator<LogMessage, void> {
    for await (const message of messages) {
      yield message.kind === 'event' ? { ...message, entry: await this.seen(message.entry) } : message;
    }
  }
}
