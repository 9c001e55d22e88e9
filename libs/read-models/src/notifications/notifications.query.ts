import type { NotificationPage } from '#libs/contract';
import { In, type DataSource, type EntityManager } from 'typeorm';
import { NamesOf } from '../catalog/names-of.js';
import { readConsistently } from '../database/consistent-read.js';
import { readKeyCursor, writeKeyCursor, InvalidCursor } from '../database/page-cursor.js';
import { schemaOf } from '../database/schema-of.js';
import { purchaseEntity } from '../purchases/purchase.entity.js';
import { subscriptionEntity } from '../subscriptions/subscription.entity.js';
import { listedNotifications, listedParameters, type NotificationReader } from './listed-notifications.js';
import { notificationView, type ListedRow } from './notification-view.js';

export interface NotificationFilter {
  /** From `nextCursor` of the page before. */
  readonly cursor?: string;
  readonly limit: number;
  /** Only what was not read. */
  readonly unread?: boolean;
}

export interface KnownNotification {
  readonly id: string;
  readonly position: bigint;
  readonly at: Date;
}

/** What an account is told of: low balances, tokens that expire, payments that failed. */
export class NotificationsQuery {
  constructor(private readonly database: DataSource) {}

  /** Newest first. @throws {InvalidCursor} */
  async page(
    accountId: string,
    reader: NotificationReader,
    { cursor, limit, unread = false }: NotificationFilter,
    now: Date,
  ): Promise<Omit<NotificationPage, 'readThrough'>> {
    const before = cursor === undefined ? null : readPlace(cursor);
    return await readConsistently(this.database, async ({ manager, schema, asOf }) => {
      const rows: ListedRow[] = await manager.query(
        `SELECT * FROM (${listedNotifications(schema)}) AS listed
          WHERE ($7::timestamptz IS NULL OR (at, id) < ($7::timestamptz, $8::text COLLATE "C")) AND NOT ($9::boolean AND is_read)
          ORDER BY at DESC, id DESC LIMIT $10`,
        [...listedParameters(accountId, reader, now), before?.at, before?.id, unread, limit + 1], // one more tells whether there is a next page
      );
      const items = rows.slice(0, limit);
      const last = rows.length > limit ? items.at(-1) : undefined;
      return {
        items: await views(manager, items),
        nextCursor: last ? writePlace(last) : null,
        unread: await countUnread(manager, schema, listedParameters(accountId, reader, now)),
        asOf,
      };
    });
  }

  async unread(accountId: string, reader: NotificationReader, now: Date): Promise<number> {
    const parameters = listedParameters(accountId, reader, now);
    return await readConsistently(this.database, ({ manager, schema }) =>
      countUnread(manager, schema, parameters),
    );
  }

  /** Those of the ids that the account has. */
  async known(accountId: string, ids: readonly string[]): Promise<readonly KnownNotification[]> {
    const rows: { id: string; position: string; at: Date }[] = await this.database.query(
      `SELECT id, position, at FROM ${schemaOf(this.database)}.notifications
        WHERE account_id = $1 AND id = ANY($2::text[])`,
      [accountId, ids],
    );
    return rows.map((row) => ({ ...row, position: BigInt(row.position) }));
  }
}

async function countUnread(
  manager: EntityManager,
  schema: string,
  parameters: readonly unknown[],
): Promise<number> {
  const [row]: { unread: number }[] = await manager.query(
    `SELECT count(*)::int AS unread FROM (${listedNotifications(schema)}) AS listed WHERE NOT is_read`,
    [...parameters],
  );
  return row?.unread ?? 0;
}

async function views(manager: EntityManager, rows: readonly ListedRow[]) {
  const models = rows.flatMap(({ model }) => (model === null ? [] : { model }));
  const names = await NamesOf.read(manager, models);
  const ids = rows.flatMap(({ purchase_id: id }) => id ?? []);
  const purchases = await manager.findBy(purchaseEntity, { purchaseId: In(ids) });
  const subscriptionIds = purchases.flatMap(({ subscriptionId }) => subscriptionId ?? []);
  const subscriptions = await manager.findBy(subscriptionEntity, { subscriptionId: In(subscriptionIds) });
  const states = new Map(subscriptions.map(({ subscriptionId, state }) => [subscriptionId, state]));
  const failed = new Map(
    purchases.map((purchase) => {
      const subscription = states.get(purchase.subscriptionId ?? '') ?? null;
      return [purchase.purchaseId, { purchase, subscription }];
    }),
  );
  return rows.map((row) => notificationView(row, names, failed));
}

interface Place {
  readonly at: Date;
  readonly id: string;
}

function writePlace({ at, id }: Place): string {
  return writeKeyCursor(`n1:${at.getTime()}:${id}`);
}

function readPlace(cursor: string): Place {
  const match = /^n1:(\d{1,13}):(.+)$/.exec(readKeyCursor(cursor));
  if (!match?.[1] || !match[2]) throw new InvalidCursor(cursor);
  return { at: new Date(Number(match[1])), id: match[2] };
}
