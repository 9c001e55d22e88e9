import type { NotificationKind } from '#libs/contract';
import type { DataSource } from 'typeorm';

/** Who reads, and of which account. */
export interface Readership {
  /** As events record it: `user:<id>` or `service:<API key id>`. */
  readonly reader: string;
  readonly accountId: string;
}

/** Everything up to this place in the log that was to be told by this moment. */
export interface ReadPlace {
  readonly position: bigint;
  readonly at: Date;
}

export interface NotificationReading {
  readonly through: ReadPlace | null;
  /** Read one by one, after that. */
  readonly ids: readonly string[];
  /** What they do not want to be told. */
  readonly muted: readonly NotificationKind[];
}

interface ReaderRow {
  readonly read_position: string | null;
  readonly read_at: Date | null;
  readonly muted: NotificationKind[];
  readonly ids: string[];
}

/** What each reader has read, and wants to be told. It survives that the read models are made anew. */
export class NotificationReaders {
  constructor(private readonly database: DataSource) {}

  async find({ reader, accountId }: Readership): Promise<NotificationReading> {
    const [row]: ReaderRow[] = await this.database.query(
      `SELECT known.read_position, known.read_at, coalesce(known.muted, '{}') AS muted,
          ARRAY(SELECT id FROM identity.read_notifications WHERE reader = $1 AND account_id = $2) AS ids
         FROM (VALUES (1)) AS one
         LEFT JOIN identity.notification_readers AS known ON known.reader = $1 AND known.account_id = $2`,
      [reader, accountId],
    );
    if (!row) return { through: null, ids: [], muted: [] };
    const { read_position: position, read_at: at, muted, ids } = row;
    const through = position === null || at === null ? null : { position: BigInt(position), at };
    return { through, ids, muted };
  }

  async markRead(
    { reader, accountId }: Readership,
    read: readonly (ReadPlace & { readonly id: string })[],
  ): Promise<void> {
    await this.database.query(
      `INSERT INTO identity.read_notifications (reader, account_id, id, position, at)
       SELECT $1, $2, id, position, at
         FROM unnest($3::text[], $4::bigint[], $5::timestamptz[]) AS read (id, position, at)
       ON CONFLICT DO NOTHING`,
      [
        reader,
        accountId,
        read.map(({ id }) => id),
        read.map(({ position }) => position.toString()),
        read.map(({ at }) => at),
      ],
    );
  }

  /** Never back: of two pages that were read through, the later one counts. */
  async markReadThrough({ reader, accountId }: Readership, { position, at }: ReadPlace): Promise<void> {
    await this.database.transaction(async (manager) => {
      const parameters = [reader, accountId, position.toString(), at];
      await manager.query(
        `INSERT INTO identity.notification_readers AS known (reader, account_id, read_position, read_at)
         VALUES ($1, $2, $3, $4)
         ON CONFLICT (reader, account_id) DO UPDATE SET
           read_position = greatest(known.read_position, excluded.read_position),
           read_at = greatest(known.read_at, excluded.read_at)`,
        parameters,
      );
      await manager.query(
        `DELETE FROM identity.read_notifications
          WHERE reader = $1 AND account_id = $2 AND position <= $3 AND at <= $4`,
        parameters,
      );
    });
  }

  async mute({ reader, accountId }: Readership, kinds: readonly NotificationKind[]): Promise<void> {
    await this.database.query(
      `INSERT INTO identity.notification_readers (reader, account_id, muted) VALUES ($1, $2, $3)
       ON CONFLICT (reader, account_id) DO UPDATE SET muted = excluded.muted`,
      [reader, accountId, kinds],
    );
  }
}
