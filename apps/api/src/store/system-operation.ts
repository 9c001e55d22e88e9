import { requestHash, type Operation } from '#libs/aggregates';

const ACTOR = 'system:payments';

/** Of what follows by itself from a purchase, under an id that follows from it too: doing it again does nothing. */
export function systemOperation(operationId: string, purchaseId: string): Operation {
  return {
    operationId,
    requestHash: requestHash({ operationId, purchaseId }),
    actor: ACTOR,
    correlationId: purchaseId,
    causationId: purchaseId,
  };
}
