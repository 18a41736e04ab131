import type { ReadTable } from "./read-rows.ts";
import { quoted } from "./sql-text.ts";

/**
 * Counts the whole table, and sums a hash of each row's key and time of change, so that the same can be computed of what the warehouse has. The
 * parts of the key are the text that is in the records. A sum of integers is exact in MySQL, one of texts is not.
 * @param seconds in which MySQL gives up; MariaDB reads it as a comment
 */
export function readControl({ database, name, table: { key, updatedAt } }: ReadTable, seconds: number): string {
  const parts = key.map((column) => `convert(${quoted(column)} using utf8mb4)`);
  const time = `date_format(${quoted(updatedAt)}, '%Y-%m-%d %H:%i:%s.%f')`;
  const hash = `md5(concat_ws('|', ${[...parts, time].join(", ")}))`;
  return [
    `select /*+ MAX_EXECUTION_TIME(${seconds * 1000}) */ count(*) as \`keys\`,`,
    `coalesce(sum(cast(conv(left(${hash}, 8), 16, 10) as unsigned)), 0) as \`checksum\``,
    `from ${quoted(database, name)}`,
  ].join(" ");
}
