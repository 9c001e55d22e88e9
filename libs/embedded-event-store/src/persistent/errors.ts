import { sourceOf, type GroupName } from './group-settings.js';

/** What a client is told about a group; the names go into the trailers. */
export abstract class GroupTrouble extends Error {
  readonly streamName: string;
  readonly groupName: string;

  constructor(name: GroupName, trouble: string) {
    super(`Subscription group ${name.groupName} on stream ${sourceOf(name)} ${trouble}`);
    this.streamName = sourceOf(name);
    this.groupName = name.groupName;
  }
}

export class GroupDoesNotExist extends GroupTrouble {
  override readonly name = 'GroupDoesNotExist';

  constructor(name: GroupName) {
    super(name, 'does not exist.');
  }
}

export class GroupExists extends GroupTrouble {
  override readonly name = 'GroupExists';

  constructor(name: GroupName) {
    super(name, 'already exists.');
  }
}

/** It was deleted, changed or restarted: who was connected has to connect again. */
export class GroupDropped extends GroupTrouble {
  override readonly name = 'GroupDropped';

  constructor(name: GroupName) {
    super(name, 'was dropped.');
  }
}

export class TooManySubscribers extends GroupTrouble {
  override readonly name = 'TooManySubscribers';

  constructor(name: GroupName) {
    super(name, 'has as many subscribers as it may have.');
  }
}

/** What was asked of the group cannot be done. */
export class GroupFailed extends GroupTrouble {
  override readonly name = 'GroupFailed';

  constructor(
    name: GroupName,
    readonly reason: string,
  ) {
    super(name, `failed: ${reason}`);
  }
}
