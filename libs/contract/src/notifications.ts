import { z } from 'zod';
import { amountSchema, instantSchema } from './amounts.js';
import { asOfSchema } from './balance.js';
import { moneySchema } from './money.js';
import { purchaseSchema, purchaseStatusSchema } from './purchases.js';

/** 10 % left, 5 % left, nothing left; tokens that expire within a week; a payment that failed. */
export const NOTIFICATION_KINDS = [
  'low-balance',
  'critical-balance',
  'depleted',
  'expiring-soon',
  'purchase-failed',
] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

const notificationIdSchema = z.string().min(1).max(500);

const told = {
  /** The same however often the read models are made anew. */
  id: notificationIdSchema,
  /** When it happened; of tokens that expire: when a week was left. */
  at: instantSchema,
  /** By whoever asks. */
  isRead: z.boolean(),
};

/** One for every crossing; once the balance has recovered, the next crossing is another one. */
export const balanceNotificationSchema = z.object({
  ...told,
  kind: z.enum(['low-balance', 'critical-balance', 'depleted']),
  model: z.string(),
  modelName: z.string(),
  /** Available and held, right after the crossing. */
  remaining: amountSchema,
  /** Available and held, right after the latest credit before it. */
  basis: amountSchema,
});

export type BalanceNotification = z.infer<typeof balanceNotificationSchema>;

/** Gone as soon as nothing would be lost any more: the tokens were used, or have expired. */
export const expiryNotificationSchema = z.object({
  ...told,
  kind: z.literal('expiring-soon'),
  model: z.string(),
  modelName: z.string(),
  grantId: z.string(),
  /** What would be lost now: what rolls over is not. */
  tokens: amountSchema,
  expiresAt: instantSchema,
});
export type ExpiryNotification = z.infer<typeof expiryNotificationSchema>;

export const purchaseNotificationSchema = z.object({
  ...told,
  kind: z.literal('purchase-failed'),
  purchaseId: z.string(),
  packageName: z.string(),
  price: moneySchema,
  origin: purchaseSchema.shape.origin,
  /** As it is now: the payment may have come later. */
  status: purchaseStatusSchema,
  /** Null once it has been paid. */
  failure: purchaseSchema.shape.failure,
  /** Of the renewal of a plan: when it is tried again by itself, as it is now; null where it is not. */
  nextAttemptAt: instantSchema.nullable(),
});
export type PurchaseNotification = z.infer<typeof purchaseNotificationSchema>;

export const notificationSchema = z.discriminatedUnion('kind', [
  balanceNotificationSchema,
  expiryNotificationSchema,
  purchaseNotificationSchema,
]);
export type Notification = z.infer<typeof notificationSchema>;

const readThroughSchema = z
  .string()
  .regex(/^\d{1,18}-\d{1,13}$/, 'must be `readThrough` of a page')
  .describe('Everything that was there when a page was read, and nothing that came later.');

export const notificationPageSchema = z.object({
  /** Newest first. */
  items: z.array(notificationSchema),
  /** Pass as `cursor` for the next page; null on the last. */
  nextCursor: z.string().nullable(),
  /** Of all of them, not of this page. */
  unread: z.number().int(),
  readThrough: readThroughSchema,
  asOf: asOfSchema,
});
export type NotificationPage = z.infer<typeof notificationPageSchema>;

/** Some of them, or all that a page knew of. */
export const readNotificationsSchema = z.union([
  z.strictObject({ ids: z.array(notificationIdSchema).min(1).max(200) }),
  z.strictObject({ through: readThroughSchema }),
]);
export type ReadNotifications = z.infer<typeof readNotificationsSchema>;

export const unreadNotificationsSchema = z.object({ unread: z.number().int() });
export type UnreadNotifications = z.infer<typeof unreadNotificationsSchema>;

/** What is off is neither listed nor counted. Of whoever asks, for this account. */
export const notificationSettingsSchema = z.strictObject({
  inApp: z.strictObject({
    'low-balance': z.boolean(),
    'critical-balance': z.boolean(),
    depleted: z.boolean(),
    'expiring-soon': z.boolean(),
    'purchase-failed': z.boolean(),
  } satisfies Record<NotificationKind, z.ZodBoolean>),
});
export type NotificationSettings = z.infer<typeof notificationSettingsSchema>;
