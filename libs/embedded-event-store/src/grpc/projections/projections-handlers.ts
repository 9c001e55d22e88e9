import type { UntypedServiceImplementation } from '@grpc/grpc-js';
import { UnsupportedProjection } from '../../projections/errors.js';
import type { Projections } from '../../projections/projections.js';
import {
  projections as messages,
  shared,
  struct,
  type DeleteProjectionReq,
  type DisableReq,
  type EnableReq,
  type ResetReq,
  type ResultReq,
  type StateReq,
  type UpdateReq,
} from '../protocol.js';
import { unary } from '../unary.js';
import { statisticsHandler } from './statistics.js';

/** The projections of the node, as clients manage them. */
export function projectionsHandlers(projections: Projections): UntypedServiceImplementation {
  const named = (request: Named) => projections.named(request.getOptions()?.getName() ?? '');
  return {
    statistics: statisticsHandler(projections),
    create: unary(() => {
      throw new UnsupportedProjection(
        'Projections written by users are not supported: this node has the system projections only.',
      );
    }),
    update: unary(async ({ request }: Call<UpdateReq>) => {
      await named(request).update(request.getOptions()?.getQuery() ?? '');
      return new messages.UpdateResp();
    }),
    delete: unary(({ request }: Call<DeleteProjectionReq>) => {
      throw new UnsupportedProjection(`${named(request).name} is part of this node. It can be disabled.`);
    }),
    enable: unary(async ({ request }: Call<EnableReq>) => {
      await named(request).enable();
      return new messages.EnableResp();
    }),
    disable: unary(async ({ request }: Call<DisableReq>) => {
      if (request.getOptions()?.getWriteCheckpoint()) await named(request).disable();
      else await named(request).abort();
      return new messages.DisableResp();
    }),
    reset: unary(async ({ request }: Call<ResetReq>) => {
      await named(request).reset();
      return new messages.ResetResp();
    }),
    state: unary(({ request }: Call<StateReq>) => {
      projections.named(request.getOptions()?.getName() ?? '', 'ProjectionState');
      return new messages.StateResp().setState(nothing());
    }),
    result: unary(({ request }: Call<ResultReq>) => {
      projections.named(request.getOptions()?.getName() ?? '', 'ProjectionResult');
      return new messages.ResultResp().setResult(nothing());
    }),
    restartSubsystem: unary(async () => {
      await projections.restart();
      return new shared.Empty();
    }),
  };
}

interface Call<Request> {
  readonly request: Request;
}

interface Named {
  getOptions(): { getName(): string } | undefined;
}

/** The native projections have no state. */
const nothing = () => struct.Value.fromJavaScript({});
