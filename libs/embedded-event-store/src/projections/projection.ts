import { BookKeeping } from './book-keeping.js';
import type { NativeProjection } from './native/native-projection.js';
import type { ProjectedLog } from './projected-log.js';
import { ProjectionRun } from './projection-run.js';
import { changed, type Change, type Registration } from './registration.js';
import { statistics, type ProjectionStatistics } from './statistics.js';
import type { Author } from './stamp.js';

interface Halt {
  readonly savesCheckpoint: boolean;
}

/** One projection under management: one command at a time, each recorded before it is answered. */
export class Projection {
  private readonly books: BookKeeping;
  private run: ProjectionRun | null = null;
  private isAborted = false;
  private turn: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly native: NativeProjection,
    private readonly log: ProjectedLog,
    private registration: Registration,
  ) {
    this.books = new BookKeeping(log, native);
  }

  static async open(native: NativeProjection, log: ProjectedLog): Promise<Projection> {
    const registration = await new BookKeeping(log, native).registration();
    const projection = new Projection(native, log, registration);
    await projection.start();
    return projection;
  }

  get name(): string {
    return this.native.name;
  }

  get statistics(): ProjectionStatistics {
    const { name, registration, run, isAborted } = this;
    return statistics({ name, registration, run, isAborted, end: this.log.position });
  }

  async enable(): Promise<void> {
    await this.inTurn(async () => {
      if (this.run && this.run.fault === null) return;
      await this.change({ isEnabled: true }, { savesCheckpoint: false });
    });
  }

  async disable(): Promise<void> {
    await this.inTurn(() => this.change({ isEnabled: false }, { savesCheckpoint: true }));
  }

  /** As disabling, but what was done since the last checkpoint is looked at again when it is enabled. */
  async abort(): Promise<void> {
    await this.inTurn(async () => {
      const isRunning = this.run !== null;
      await this.change({ isEnabled: false }, { savesCheckpoint: false });
      this.isAborted = isRunning || this.isAborted;
    });
  }

  /** Begins anew: what it has written is hidden when it is written again. */
  async reset(): Promise<void> {
    await this.inTurn(() => this.change({ isReset: true }, { savesCheckpoint: false }));
  }

  /** @throws {InvalidQuery} */
  async update(query: string): Promise<void> {
    this.native.emits(query);
    await this.inTurn(() => this.change({ query }, { savesCheckpoint: true }));
  }

  async restart(): Promise<void> {
    await this.inTurn(async () => {
      await this.halt({ savesCheckpoint: true });
      this.isAborted = false;
      await this.start();
    });
  }

  async close(): Promise<void> {
    await this.inTurn(() => this.halt({ savesCheckpoint: true }));
  }

  private async start(): Promise<void> {
    if (!this.registration.isEnabled) return;
    const { native, log, books, author } = this;
    const { followsLinks } = native;
    const emit = native.emits(this.registration.query);
    this.isAborted = false;
    this.run = await ProjectionRun.start({ log, books, author, emit, followsLinks });
  }

  private async halt(options: Halt): Promise<void> {
    await this.run?.stop(options);
    this.run = null;
  }

  /** What is not recorded is not done. */
  private async change(change: Change, halt: Halt): Promise<void> {
    const registration = changed(this.registration, change);
    await this.books.register(registration);
    this.registration = registration;
    await this.halt(halt);
    await this.start();
  }

  private get author(): Author {
    const { epoch, version } = this.registration;
    return { projectionId: this.native.id, epoch, version };
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined); // told to whoever asked
    return done;
  }
}
