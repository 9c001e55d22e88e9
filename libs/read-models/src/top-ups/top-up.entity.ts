import type { TopUp } from '#libs/ledger';
import { EntitySchema } from 'typeorm';

export interface TopUpRow {
  readonly accountId: string;
  /** As the ledger has it: it is all text, numbers and lists, so JSON loses nothing of it. */
  readonly state: TopUp;
}

export const topUpEntity = new EntitySchema<TopUpRow>({
  name: 'TopUp',
  tableName: 'top_ups',
  columns: {
    accountId: { type: 'text', name: 'account_id', primary: true },
    state: { type: 'jsonb' },
  },
});
