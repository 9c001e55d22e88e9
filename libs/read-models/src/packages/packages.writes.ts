import { columnsOf, ReadModelContradiction, type ProjectionWrite } from '../projecting/projection-write.js';
import type { PackagesChange } from './packages.projection.js';

/** @throws {ReadModelContradiction} when a package was retired that was never defined. */
export async function writePackages(
  { defined, retired }: PackagesChange,
  write: ProjectionWrite,
): Promise<void> {
  if (defined.length > 0) {
    await write.run(
      `INSERT INTO ${write.schema}.packages (package_id, version, name, description, offer, defined_at)
       SELECT * FROM unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::jsonb[], $6::timestamptz[])
       ON CONFLICT (package_id) DO UPDATE SET
         version = excluded.version, name = excluded.name, description = excluded.description,
         offer = excluded.offer, defined_at = excluded.defined_at, retired_at = NULL`,
      columnsOf(defined, (each) => [
        each.packageId,
        each.version,
        each.name,
        each.description,
        JSON.stringify(each.offer),
        each.definedAt,
      ]),
    );
  }
  if (retired.length === 0) return;
  const written = await write.run(
    `UPDATE ${write.schema}.packages AS package SET retired_at = retirement.at
       FROM unnest($1::text[], $2::timestamptz[]) AS retirement (package_id, at)
      WHERE package.package_id = retirement.package_id`,
    columnsOf(retired, ({ packageId, retiredAt }) => [packageId, retiredAt]),
  );
  if (written !== retired.length) {
    throw new ReadModelContradiction(
      `Of ${retired.length} packages that were retired, ${written} are known.`,
    );
  }
}
