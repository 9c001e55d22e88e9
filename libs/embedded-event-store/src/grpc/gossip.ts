import type { handleUnaryCall } from '@grpc/grpc-js';
import { randomUUID } from 'node:crypto';
import { gossip, type ClusterInfo } from './protocol.js';
import { uuidOf } from './uuids.js';

const ticksPerMs = 10_000n;

/** A cluster of one: this node, and it leads. */
export function gossipHandler(
  address: () => { readonly host: string; readonly port: number },
): handleUnaryCall<unknown, ClusterInfo> {
  const instanceId = randomUUID();
  return (_call, callback) => {
    const { host, port } = address();
    const member = new gossip.MemberInfo()
      .setInstanceId(uuidOf(instanceId))
      .setTimeStamp((BigInt(Date.now()) * ticksPerMs).toString())
      .setState(gossip.MemberInfo.VNodeState.LEADER)
      .setIsAlive(true)
      .setHttpEndPoint(new gossip.EndPoint().setAddress(host).setPort(port));
    callback(null, new gossip.ClusterInfo().setMembersList([member]));
  };
}
