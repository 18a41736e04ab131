import type { ExportedTable } from "../../contracts/exported-tables-of.ts";
import { type Place, quoted, stagedOf } from "./names.ts";

/** A batch of changes, and the full batch whose partition takes them. */
export interface Merge {
  readonly place: Place;
  readonly contract: ExportedTable & { readonly updatedAt: string };
  readonly changes: string;
  readonly into: string;
}

/** Whether a row of the changes has no key: then nobody could tell whose version it is. */
export function keyMissing({ place, contract, changes }: Merge): string {
  const isNull = contract.key.map((column) => `${quoted(column)} IS NULL`).join(" OR ");
  return `SELECT EXISTS (SELECT FROM ${stagedOf(place, changes)} WHERE ${isNull}) AS missing`;
}

/**
 * Merges changes by key, in one transaction. A row that is newer in the table stays, so that batches may be merged in any order and more
 * than once. Not by ON CONFLICT: that needs a unique key, and the one of a partitioned table would have to contain the batch.
 */
export function mergeChanges({ place, contract: { key, updatedAt, columns }, changes, into }: Merge): string[] {
  const keys = key.map(quoted);
  const time = quoted(updatedAt);
  const names = Object.keys(columns).map(quoted).join(", ");
  const [source, target] = [stagedOf(place, changes), stagedOf(place, into)];
  const same = keys.map((column) => `t.${column} = s.${column}`).join(" AND ");
  return [
    // Of each key the last version stays.
    `DELETE FROM ${source} s USING (
  SELECT ctid, row_number() OVER (PARTITION BY ${keys.join(", ")} ORDER BY ${time} DESC NULLS LAST, ctid DESC) AS version FROM ${source}
) v WHERE s.ctid = v.ctid AND v.version > 1`,
    `DELETE FROM ${target} t USING ${source} s WHERE ${same} AND (t.${time} IS NULL OR t.${time} <= s.${time})`,
    // The partition's default is its batch.
    `INSERT INTO ${target} (${names}) SELECT ${names} FROM ${source} s WHERE NOT EXISTS (SELECT FROM ${target} t WHERE ${same})`,
    `DROP TABLE ${source}`,
  ];
}
