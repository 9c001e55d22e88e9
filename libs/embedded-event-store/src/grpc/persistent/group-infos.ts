import type { handleUnaryCall } from '@grpc/grpc-js';
import type { ConnectionInfo, GroupInfo } from '../../persistent/group-info.js';
import { allStreams, sourceOf } from '../../persistent/group-settings.js';
import type { PersistentSubscriptions } from '../../persistent/persistent-subscriptions.js';
import { placeText } from '../../persistent/place-text.js';
import { InvalidRequest } from '../errors.js';
import {
  persistent,
  type GetInfoReq,
  type GetInfoResp,
  type ListReq,
  type ListResp,
  type SubscriptionInfo,
} from './persistent-protocol.js';
import { streamNameOf } from '../stream-names.js';
import { unary } from '../unary.js';
import { groupNameOf } from './group-requests.js';

export function infoHandler(groups: PersistentSubscriptions): handleUnaryCall<GetInfoReq, GetInfoResp> {
  return unary(({ request }) => {
    const { info } = groups.get(groupNameOf(request.getOptions()));
    return new persistent.GetInfoResp().setSubscriptionInfo(subscriptionInfo(info));
  });
}

export function listHandler(groups: PersistentSubscriptions): handleUnaryCall<ListReq, ListResp> {
  return unary(({ request }) => {
    const infos = listed(groups, request.getOptions()).map(({ info }) => subscriptionInfo(info));
    return new persistent.ListResp().setSubscriptionsList(infos);
  });
}

function listed(groups: PersistentSubscriptions, options: ListReq.Options | undefined) {
  if (options?.hasListAllSubscriptions()) return groups.all;
  const source = options?.getListForStream();
  if (!source) throw new InvalidRequest('A list is of all subscriptions, or of those to a stream.');
  const streamName = source.hasAll() ? allStreams : streamNameOf(source.getStream());
  return groups.of(streamName === allStreams ? null : streamName);
}

function subscriptionInfo(info: GroupInfo): SubscriptionInfo {
  const { definition } = info;
  const text = (at: bigint | null) => (at === null ? '' : placeText(definition, at));
  return withSettings(new persistent.SubscriptionInfo(), info)
    .setEventSource(sourceOf(definition))
    .setGroupName(definition.groupName)
    .setStatus(info.isLive ? 'Live' : 'Behind')
    .setConnectionsList(info.connections.map(connectionInfo))
    .setAveragePerSecond(info.perSecond)
    .setTotalItems(String(info.total))
    .setCountSinceLastMeasurement(String(info.sinceMeasured))
    .setLastCheckpointedEventPosition(text(info.checkpoint))
    .setLastKnownEventPosition(text(info.lastKnown))
    .setReadBufferCount(info.isLive ? 0 : info.buffered)
    .setLiveBufferCount(String(info.isLive ? info.buffered : 0))
    .setRetryBufferCount(info.retrying)
    .setTotalInFlightMessages(info.inFlight)
    .setOutstandingMessagesCount(info.inFlight)
    .setParkedMessageCount(info.parked.toString());
}

function withSettings(message: SubscriptionInfo, { definition }: GroupInfo): SubscriptionInfo {
  const { settings } = definition;
  const start = settings.startFrom === 'end' ? -1n : settings.startFrom;
  return message
    .setStartFrom(placeText(definition, start))
    .setResolveLinkTos(settings.resolvesLinks)
    .setExtraStatistics(settings.extraStatistics)
    .setMessageTimeoutMilliseconds(settings.messageTimeoutMs)
    .setMaxRetryCount(settings.maxRetryCount)
    .setLiveBufferSize(settings.liveBufferSize)
    .setBufferSize(settings.historyBufferSize)
    .setReadBatchSize(settings.readBatchSize)
    .setCheckPointAfterMilliseconds(settings.checkpointAfterMs)
    .setMinCheckPointCount(settings.minCheckpointCount)
    .setMaxCheckPointCount(settings.maxCheckpointCount)
    .setNamedConsumerStrategy(settings.strategy)
    .setMaxSubscriberCount(settings.maxSubscriberCount);
}

function connectionInfo(info: ConnectionInfo): SubscriptionInfo.ConnectionInfo {
  const measurements = info.measurements.map(({ name, ms }) =>
    new persistent.SubscriptionInfo.Measurement().setKey(name).setValue(String(ms)),
  );
  return new persistent.SubscriptionInfo.ConnectionInfo()
    .setFrom(info.from)
    .setUsername(info.userName)
    .setConnectionName(info.connectionName)
    .setAverageItemsPerSecond(info.perSecond)
    .setTotalItems(String(info.total))
    .setCountSinceLastMeasurement(String(info.sinceMeasured))
    .setObservedMeasurementsList(measurements)
    .setAvailableSlots(info.freeSlots)
    .setInFlightMessages(info.inFlight);
}
