import type { handleUnaryCall } from '@grpc/grpc-js';
import type { Gate } from '../../access/gate.js';
import type { PersistentSubscriptions } from '../../persistent/persistent-subscriptions.js';
import { shared, type Empty } from '../protocol.js';
import { unary } from '../unary.js';
import {
  persistent,
  type CreateReq,
  type CreateResp,
  type DeleteReq,
  type DeleteResp,
  type ReplayParkedReq,
  type ReplayParkedResp,
  type UpdateReq,
  type UpdateResp,
} from './persistent-protocol.js';
import { changeRequest, createRequest, groupNameOf } from './group-requests.js';
import { userNameOf } from './user-name.js';

export function createHandler(
  groups: PersistentSubscriptions,
  gate: Gate,
): handleUnaryCall<CreateReq, CreateResp> {
  return unary(async (call) => {
    await groups.create(createRequest(call.request.getOptions()), userNameOf(gate, call));
    return new persistent.CreateResp();
  });
}

export function updateHandler(
  groups: PersistentSubscriptions,
  gate: Gate,
): handleUnaryCall<UpdateReq, UpdateResp> {
  return unary(async (call) => {
    await groups.update(changeRequest(call.request.getOptions()), userNameOf(gate, call));
    return new persistent.UpdateResp();
  });
}

export function deleteHandler(
  groups: PersistentSubscriptions,
  gate: Gate,
): handleUnaryCall<DeleteReq, DeleteResp> {
  return unary(async (call) => {
    await groups.delete(groupNameOf(call.request.getOptions()), userNameOf(gate, call));
    return new persistent.DeleteResp();
  });
}

/** Answers when it has begun: it may take as long as there are parked messages and consumers want. */
export function replayParkedHandler(
  groups: PersistentSubscriptions,
): handleUnaryCall<ReplayParkedReq, ReplayParkedResp> {
  return unary(({ request }) => {
    const options = request.getOptions();
    const stopAt = options?.hasStopAt() ? BigInt(options.getStopAt()) : null;
    groups.get(groupNameOf(options)).replayParked(stopAt);
    return new persistent.ReplayParkedResp();
  });
}

export function restartHandler(groups: PersistentSubscriptions): handleUnaryCall<Empty, Empty> {
  return unary(async () => {
    await groups.restart();
    return new shared.Empty();
  });
}
