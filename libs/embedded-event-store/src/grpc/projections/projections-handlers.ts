import type { handleUnaryCall, UntypedServiceImplementation } from '@grpc/grpc-js';
import { UnsupportedProjection } from '../../projections/errors.js';
import type { Projections } from '../../projections/projections.js';
import { serviceError } from '../errors.js';
import {
  projections as messages,
  shared,
  struct,
  type CreateReq,
  type DeleteProjectionReq,
  type DisableReq,
  type EnableReq,
  type ResetReq,
  type ResultReq,
  type StateReq,
  type UpdateReq,
} from '../protocol.js';
import { statisticsHandler } from './statistics.js';

/** The projections of the node, as clients manage them. */
export function projectionsHandlers(projections: Projections): UntypedServiceImplementation {
  const named = (request: Named) => projections.named(request.getOptions()?.getName() ?? '');
  return {
    statistics: statisticsHandler(projections),
    create: unary((_request: CreateReq) => {
      throw new UnsupportedProjection(
        'Projections written by users are not supported: this node has the system projections only.',
      );
    }),
    update: unary(async (request: UpdateReq) => {
      await named(request).update(request.getOptions()?.getQuery() ?? '');
      return new messages.UpdateResp();
    }),
    delete: unary((request: DeleteProjectionReq) => {
      throw new UnsupportedProjection(`${named(request).name} is part of this node. It can be disabled.`);
    }),
    enable: unary(async (request: EnableReq) => {
      await named(request).enable();
      return new messages.EnableResp();
    }),
    disable: unary(async (request: DisableReq) => {
      if (request.getOptions()?.getWriteCheckpoint()) await named(request).disable();
      else await named(request).abort();
      return new messages.DisableResp();
    }),
    reset: unary(async (request: ResetReq) => {
      await named(request).reset();
      return new messages.ResetResp();
    }),
    state: unary((request: StateReq) => {
      projections.named(request.getOptions()?.getName() ?? '', 'ProjectionState');
      return new messages.StateResp().setState(nothing());
    }),
    result: unary((request: ResultReq) => {
      projections.named(request.getOptions()?.getName() ?? '', 'ProjectionResult');
      return new messages.ResultResp().setResult(nothing());
    }),
    restartSubsystem: unary(async () => {
      await projections.restart();
      return new shared.Empty();
    }),
  };
}

interface Named {
  getOptions(): { getName(): string } | undefined;
}

/** The native projections have no state. */
const nothing = () => struct.Value.fromJavaScript({});

function unary<Request, Response>(
  answer: (request: Request) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    Promise.resolve(call.request)
      .then(answer)
      .then(
        (response) => callback(null, response),
        (error: unknown) => callback(serviceError(error)),
      );
  };
}
