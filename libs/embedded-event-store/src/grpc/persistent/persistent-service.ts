import type { UntypedServiceImplementation } from '@grpc/grpc-js';
import type { Gate } from '../../access/gate.js';
import type { PersistentSubscriptions } from '../../persistent/persistent-subscriptions.js';
import type { OpenCalls } from '../open-calls.js';
import { infoHandler, listHandler } from './group-infos.js';
import {
  createHandler,
  deleteHandler,
  replayParkedHandler,
  restartHandler,
  updateHandler,
} from './manage-groups.js';
import { readGroupHandler } from './read-group.js';

export function persistentHandlers(
  groups: PersistentSubscriptions,
  gate: Gate,
  openCalls: OpenCalls,
): UntypedServiceImplementation {
  return {
    create: createHandler(groups, gate),
    update: updateHandler(groups, gate),
    delete: deleteHandler(groups, gate),
    read: readGroupHandler(groups, gate, openCalls),
    getInfo: infoHandler(groups),
    replayParked: replayParkedHandler(groups),
    list: listHandler(groups),
    restartSubsystem: restartHandler(groups),
  };
}
