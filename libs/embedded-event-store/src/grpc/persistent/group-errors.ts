import { status } from '@grpc/grpc-js';
import {
  GroupDoesNotExist,
  GroupDropped,
  GroupExists,
  GroupFailed,
  TooManySubscribers,
  type GroupTrouble,
} from '../../persistent/errors.js';

interface GroupAnswer {
  readonly code: status;
  readonly trailers: Readonly<Record<string, string>>;
}

export function groupAnswer(error: GroupTrouble): GroupAnswer {
  const { code, exception } = known(error);
  const { streamName, groupName } = error;
  const reason = error instanceof GroupFailed ? { reason: error.reason } : {};
  return { code, trailers: { exception, 'stream-name': streamName, 'group-name': groupName, ...reason } };
}

function known(error: GroupTrouble): { readonly code: status; readonly exception: string } {
  if (error instanceof GroupDoesNotExist) {
    return { code: status.NOT_FOUND, exception: 'persistent-subscription-does-not-exist' };
  }
  if (error instanceof GroupExists) {
    return { code: status.ALREADY_EXISTS, exception: 'persistent-subscription-exists' };
  }
  if (error instanceof TooManySubscribers) {
    return { code: status.FAILED_PRECONDITION, exception: 'maximum-subscribers-reached' };
  }
  if (error instanceof GroupDropped) {
    return { code: status.CANCELLED, exception: 'persistent-subscription-dropped' };
  }
  return { code: status.INTERNAL, exception: 'persistent-subscription-failed' };
}
