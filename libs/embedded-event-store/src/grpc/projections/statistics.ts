import type { handleServerStreamingCall } from '@grpc/grpc-js';
import type { Projection } from '../../projections/projection.js';
import type { Projections } from '../../projections/projections.js';
import type { ProjectionStatistics } from '../../projections/statistics.js';
import { serviceError } from '../errors.js';
import { projections as messages, type StatisticsReq, type StatisticsResp } from '../protocol.js';

export function statisticsHandler(
  projections: Projections,
): handleServerStreamingCall<StatisticsReq, StatisticsResp> {
  return (call) => {
    try {
      for (const { statistics } of asked(projections, call.request.getOptions())) {
        call.write(new messages.StatisticsResp().setDetails(details(statistics)));
      }
      call.end();
    } catch (error) {
      call.emit('error', serviceError(error));
    }
  };
}

/** All there are here are continuous. */
function asked(projections: Projections, options: StatisticsReq.Options | undefined): readonly Projection[] {
  if (!options) return projections.all;
  if (options.hasName()) return [projections.named(options.getName(), 'Statistics')];
  return options.hasTransient() || options.hasOneTime() ? [] : projections.all;
}

function details(statistics: ProjectionStatistics): StatisticsResp.Details {
  const { name, status, stateReason, version, epoch } = statistics;
  return new messages.StatisticsResp.Details()
    .setName(name)
    .setEffectivename(name)
    .setMode('Continuous')
    .setStatus(status)
    .setStatereason(stateReason)
    .setVersion(String(version))
    .setEpoch(String(epoch))
    .setPosition(statistics.position)
    .setLastcheckpoint(statistics.lastCheckpoint)
    .setProgress(statistics.progress)
    .setEventsprocessedafterrestart(String(statistics.eventsProcessedAfterRestart));
}
