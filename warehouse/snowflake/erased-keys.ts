import { describeField } from "../../contracts/listed-fields.ts";
import { inOperations } from "./names.ts";
import type { SqlFile } from "./sql-file.ts";
import { literal } from "./sql-text.ts";
import type { SourceTable, Target } from "./target.ts";
import { sqlType } from "./types.ts";

type Named = Pick<Target, "snowflake">;

/**
 * Which rows of relational sources were erased, and when. The lake may still have files with them that dbt has not read: dbt's macro `cdc`
 * appends what changed before the time as emptied rows. Keys are hashes, but whoever may read the table can try keys: only the owner and dbt may.
 */
export function erasedKeys(target: Target): SqlFile {
  return {
    name: "042_erased_keys.sql",
    statements: [
      `CREATE TABLE IF NOT EXISTS ${inOperations(target, "erased_keys")} (source_table VARCHAR, key_hash VARCHAR, erased_at TIMESTAMP_NTZ)`,
    ],
    makes: [],
  };
}

/**
 * Writes that a row is erased now. Binds: the values of its key as text.
 * dbt's macro `key_hash` makes the same hash. Each value is first given the contract's type: `_cdc` may have an older one, in which it reads otherwise.
 */
export function recordErased(target: Named, { database, name, table }: SourceTable): string {
  const hashes = table.key.map((column) => {
    const field = table.columns[column] ?? "text";
    return `SHA2(TRY_CAST(? AS ${sqlType(describeField(field).type)})::VARCHAR, 256)`;
  });
  return [
    `INSERT INTO ${inOperations(target, "erased_keys")} (source_table, key_hash, erased_at)`,
    `SELECT ${literal(`${database}/${name}`)}, ${hashes.join(" || ")}, SYSDATE()`,
  ].join("\n");
}
