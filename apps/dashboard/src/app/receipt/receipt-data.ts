import type { UsageEntry } from '#libs/contract';

/** What a receipt is opened with: it never changes afterwards. */
export type ReceiptData = UsageEntry;
