// The generated messages and services are CommonJS without names that native ESM could see: they come as default
// imports, and the types beside them by name. Everything else imports them from here.

import featuresService from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import gossipService from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import projectionsService from '@eventstore/db-client/generated/projections_grpc_pb.js';
import projections from '@eventstore/db-client/generated/projections_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import rpc from '@eventstore/db-client/generated/status_pb.js';
import streamsService from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import any from 'google-protobuf/google/protobuf/any_pb.js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import struct from 'google-protobuf/google/protobuf/struct_pb.js';

/** Of a service whose answers are generated messages: the same, with answers that may be encoded already. */
export function orEncoded<Response>(serialize: (message: Response) => Buffer) {
  return (message: Response | Buffer): Buffer => (Buffer.isBuffer(message) ? message : serialize(message));
}

const { read, batchAppend } = streamsService.StreamsService;
/** What a read sends: as one of the generated messages, or encoded already. */
export type ReadMessage = streams.ReadResp | Buffer;
export type BatchAnswer = streams.BatchAppendResp | Buffer;
export const StreamsService = {
  ...streamsService.StreamsService,
  read: { ...read, responseSerialize: orEncoded(read.responseSerialize) },
  batchAppend: { ...batchAppend, responseSerialize: orEncoded(batchAppend.responseSerialize) },
};
export const { GossipService } = gossipService;
export const { ProjectionsService } = projectionsService;
export const { ServerFeaturesService } = featuresService;
export { any, empty, features, gossip, projections, rpc, shared, streams, struct };

export type {
  AppendReq,
  AppendResp,
  BatchAppendReq,
  BatchAppendResp,
  DeleteReq,
  DeleteResp,
  ReadReq,
  ReadResp,
  TombstoneReq,
  TombstoneResp,
} from '@eventstore/db-client/generated/streams_pb.js';
export type {
  CreateReq,
  CreateResp,
  DeleteReq as DeleteProjectionReq,
  DeleteResp as DeleteProjectionResp,
  DisableReq,
  DisableResp,
  EnableReq,
  EnableResp,
  ResetReq,
  ResetResp,
  ResultReq,
  ResultResp,
  StateReq,
  StateResp,
  StatisticsReq,
  StatisticsResp,
  UpdateReq,
  UpdateResp,
} from '@eventstore/db-client/generated/projections_pb.js';
export type { Empty, StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb.js';
export type { Status } from '@eventstore/db-client/generated/status_pb.js';
export type { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js';
export type { ClusterInfo } from '@eventstore/db-client/generated/gossip_pb.js';
