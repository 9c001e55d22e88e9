import { OperatorError } from './operator-error.js';
import { dataFolder } from './up/data-folder.js';
import { isHeld } from './up/instance-lock.js';
import { readInstance, type Instance } from './up/instance.js';

const DEFAULT_API_URL = 'http://127.0.0.1:3000';

/**
 * What the variables name, or else the instance that runs on this data folder.
 * @throws {OperatorError} when there is neither.
 */
export function findInstance(data: string, environment: NodeJS.ProcessEnv = process.env): Instance {
  const found = {
    apiUrl: DEFAULT_API_URL,
    ...running(data),
    ...named(environment),
  };
  if (isComplete(found)) return found;
  throw new OperatorError(
    `No instance runs on ${dataFolder(data).path}. Start it with \`ledger up\` (npm start), name its folder ` +
      'with --data, or set DATABASE_URL and EVENT_STORE_URL.',
  );
}

/** What a killed instance left behind says nothing. */
function running(data: string): Instance | null {
  const folder = dataFolder(data);
  return isHeld(folder.lock) ? readInstance(folder.instance) : null;
}

function named({ DATABASE_URL, EVENT_STORE_URL, API_URL }: NodeJS.ProcessEnv): Partial<Instance> {
  return {
    ...(DATABASE_URL && { databaseUrl: DATABASE_URL }),
    ...(EVENT_STORE_URL && { eventStoreUrl: EVENT_STORE_URL }),
    ...(API_URL && { apiUrl: API_URL }),
  };
}

function isComplete(instance: Partial<Instance>): instance is Instance {
  return instance.databaseUrl !== undefined && instance.eventStoreUrl !== undefined;
}
