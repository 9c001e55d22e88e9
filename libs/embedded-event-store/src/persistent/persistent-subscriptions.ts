import { EventStoreUnavailable, StreamDeleted } from '#libs/event-store';
import type { FilterTerms } from '../engine/event-filter.js';
import type { EventLog } from '../engine/event-log.js';
import { lastRevision } from '../engine/last-event.js';
import { GroupDoesNotExist, GroupExists } from './errors.js';
import { GroupConfig } from './group-config.js';
import { idOf, type GroupDefinition, type GroupName, type GroupSettings } from './group-settings.js';
import { deleteGroupStreams } from './group-streams.js';
import { checkName, checkSettings } from './group-rules.js';
import { RunningGroup } from './running-group.js';

export interface GroupRequest extends GroupName {
  readonly settings: GroupSettings;
  readonly filter: FilterTerms | null;
}

/** All groups of a node. They are changed one after the other. */
export class PersistentSubscriptions {
  private readonly groups = new Map<string, RunningGroup>();
  private changing: Promise<unknown> = Promise.resolve();
  private closing: Promise<void> | null = null;

  private readonly config: GroupConfig;

  private constructor(private readonly log: EventLog) {
    this.config = new GroupConfig(log);
  }

  static async open(log: EventLog): Promise<PersistentSubscriptions> {
    const subscriptions = new PersistentSubscriptions(log);
    await subscriptions.load();
    return subscriptions;
  }

  /** @throws {GroupDoesNotExist} */
  get(name: GroupName): RunningGroup {
    const group = this.groups.get(idOf(name));
    if (!group) throw new GroupDoesNotExist(name);
    return group;
  }

  get all(): readonly RunningGroup[] {
    return [...this.groups.values()];
  }

  /** @throws {GroupDoesNotExist} when there is none. */
  of(streamName: string | null): readonly RunningGroup[] {
    const found = this.all.filter(({ definition }) => definition.streamName === streamName);
    if (found.length === 0) throw new GroupDoesNotExist({ streamName, groupName: '' });
    return found;
  }

  /** @throws {GroupExists} | {GroupFailed} */
  async create(request: GroupRequest, userName: string): Promise<void> {
    const { group, written } = await this.change(() => this.begin(request, userName));
    try {
      await written; // while others begin
    } catch (error) {
      if (this.groups.get(idOf(request)) === group) this.groups.delete(idOf(request));
      await group.stop();
      throw error;
    }
  }

  /** Drops its subscribers. The filter stays; a new start counts only while nothing was finished. */
  update(request: Omit<GroupRequest, 'filter'>, userName: string): Promise<void> {
    return this.change(async () => {
      const group = this.get(request);
      const { filter } = group.definition;
      const definition = await this.definition({ ...request, filter });
      await this.config.put(definition, userName);
      await group.stop();
      this.groups.set(idOf(request), await RunningGroup.start(this.log, definition));
    });
  }

  /** @throws {GroupDoesNotExist} */
  delete(name: GroupName, userName: string): Promise<void> {
    return this.change(async () => {
      const group = this.get(name);
      await this.config.remove(name, userName);
      this.groups.delete(idOf(name));
      await group.stop();
      await deleteGroupStreams(this.log, name);
    });
  }

  /** All groups begin again from their checkpoints, all subscribers have to connect again. */
  restart(): Promise<void> {
    return this.change(async () => {
      await this.stopAll();
      await this.load();
    });
  }

  close(): Promise<void> {
    this.closing ??= this.change(() => this.stopAll());
    return this.closing;
  }

  private change<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.closing) return Promise.reject(new EventStoreUnavailable('The node is shutting down.'));
    const changed = this.changing.then(work);
    this.changing = changed.catch(() => undefined);
    return changed;
  }

  private async begin(request: GroupRequest, userName: string) {
    checkName(request);
    const definition = await this.definition(request);
    if (this.groups.has(idOf(request))) throw new GroupExists(request);
    const group = await RunningGroup.start(this.log, definition);
    this.groups.set(idOf(request), group);
    return { group, written: this.config.put(definition, userName) };
  }

  private async definition(request: GroupRequest): Promise<GroupDefinition> {
    checkSettings(request, this.log.position);
    return { ...request, startAfter: await this.startAfter(request) };
  }

  private async startAfter({ streamName, settings: { startFrom } }: GroupRequest): Promise<bigint> {
    if (startFrom !== 'end') return startFrom - 1n;
    if (streamName === null) return this.log.position;
    return await lastRevision(this.log, streamName).catch((error: unknown) => {
      if (error instanceof StreamDeleted) return -1n;
      throw error;
    });
  }

  private async load(): Promise<void> {
    for (const definition of await this.config.read()) {
      this.groups.set(idOf(definition), await RunningGroup.start(this.log, definition));
    }
  }

  private async stopAll(): Promise<void> {
    await this.config.idle();
    const stopping = this.all;
    this.groups.clear();
    await Promise.all(stopping.map((group) => group.stopAndSave()));
  }
}
