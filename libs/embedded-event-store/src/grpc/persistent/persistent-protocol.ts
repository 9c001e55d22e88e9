// As `protocol.ts` does for the rest: the generated messages of persistent subscriptions.

import persistentService from '@eventstore/db-client/generated/persistent_grpc_pb.js';
import persistent from '@eventstore/db-client/generated/persistent_pb.js';
import { orEncoded } from '../protocol.js';

const { read } = persistentService.PersistentSubscriptionsService;
/** What a consumer is sent: as one of the generated messages, or encoded already. */
export type GroupMessage = persistent.ReadResp | Buffer;
export const PersistentSubscriptionsService = {
  ...persistentService.PersistentSubscriptionsService,
  read: { ...read, responseSerialize: orEncoded(read.responseSerialize) },
};
export { persistent };

export type {
  CreateReq,
  CreateResp,
  DeleteReq,
  DeleteResp,
  GetInfoReq,
  GetInfoResp,
  ListReq,
  ListResp,
  ReadReq,
  ReadResp,
  ReplayParkedReq,
  ReplayParkedResp,
  SubscriptionInfo,
  UpdateReq,
  UpdateResp,
} from '@eventstore/db-client/generated/persistent_pb.js';
