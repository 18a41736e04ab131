import type { ListedWatermarkTable } from "../../contracts/watermark-tables-of.ts";
import { listOf, quoted } from "./sql-text.ts";

/** The index in whose order the producer reads, with its columns. Without it each run would read the whole table. */
export function updatedAtIndex({ updatedAt, key }: Pick<ListedWatermarkTable, "updatedAt" | "key">): string {
  return `${quoted("clearwell_updated_at")} (${listOf([updatedAt, ...key.filter((name) => name !== updatedAt)])})`;
}

/**
 * Adds that index while the application goes on writing.
 * https://dev.mysql.com/doc/refman/8.4/en/innodb-online-ddl-operations.html
 */
export function addUpdatedAtIndex(database: string, name: string, table: ListedWatermarkTable): string {
  return `alter table ${quoted(database, name)} add index ${updatedAtIndex(table)}, algorithm = inplace, lock = none`;
}
