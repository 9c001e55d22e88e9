import { connectToEventStore } from '#libs/event-store';
import { ProjectionFeed } from '#libs/read-models';
import type { Instance } from '../up/instance.js';
import { seedIdentity } from './seed-identity.js';
import { seedLedger } from './seed-ledger.js';

const PROJECTED_MS_MAX = 30_000;

export interface Seeded {
  readonly commands: number;
  readonly replayed: number;
  /** Shown once; null when it was made before. */
  readonly serviceKey: string | null;
}

/** Demo data, ready to be looked at: also the read models have them. */
export async function seed(
  { databaseUrl, eventStoreUrl }: Omit<Instance, 'apiUrl'>,
  tell: (detail: string) => void,
): Promise<Seeded> {
  const serviceKey = await seedIdentity(databaseUrl);
  const eventStore = connectToEventStore(eventStoreUrl);
  try {
    const ledger = await seedLedger(eventStore, (done, all) => tell(`${done} of ${all} commands`));
    tell('until the read models have them');
    if (ledger.position !== null) await untilProjected(databaseUrl, ledger.position);
    return { commands: ledger.commands, replayed: ledger.replayed, serviceKey };
  } finally {
    await eventStore.close();
  }
}

/** A projector that is behind has the data later: no reason to fail. */
async function untilProjected(databaseUrl: string, position: bigint): Promise<void> {
  const feed = await ProjectionFeed.open(databaseUrl);
  try {
    await feed.waitFor(position, PROJECTED_MS_MAX);
  } finally {
    await feed.close();
  }
}
