import { KEY } from './column-types.js';
import { SchemaMigration } from './schema-migration.js';

/** What is sold, in its latest version, and every purchase. Prices are whole minor units. */
export class Store1767225600010 extends SchemaMigration {
  readonly name = 'Store1767225600010';

  protected create(schema: string) {
    return [
      `CREATE TABLE ${schema}.packages (
        package_id ${KEY} PRIMARY KEY,
        version integer NOT NULL,
        name text NOT NULL,
        description text NOT NULL,
        offer jsonb NOT NULL,
        defined_at timestamptz NOT NULL,
        retired_at timestamptz
      )`,
      `CREATE TABLE ${schema}.purchases (
        purchase_id ${KEY} PRIMARY KEY,
        account_id ${KEY},
        position bigint NOT NULL,
        package_id ${KEY},
        package_version integer NOT NULL,
        package_name text NOT NULL,
        kind text NOT NULL,
        units integer NOT NULL,
        items jsonb NOT NULL,
        price_minor_units bigint NOT NULL,
        currency text NOT NULL,
        origin text NOT NULL,
        subscription_id text COLLATE "C",
        status text NOT NULL,
        started_at timestamptz NOT NULL,
        checkout_url text,
        payment_reference text,
        payable_until timestamptz,
        paid_at timestamptz,
        paid_again_at timestamptz,
        ended_at timestamptz,
        failure text,
        failure_message text
      ) WITH (fillfactor = 80)`,
      `CREATE INDEX purchases_of_account ON ${schema}.purchases (account_id, position DESC)`,
      `CREATE INDEX purchases_unsettled ON ${schema}.purchases (started_at) WHERE status IN ('pending', 'paid')`,
    ];
  }

  protected drop(schema: string) {
    return [`DROP TABLE ${schema}.purchases, ${schema}.packages`];
  }
}
