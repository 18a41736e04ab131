import { inOperations } from "./names.ts";
import type { SqlFile } from "./sql-file.ts";
import type { Target } from "./target.ts";

/** What the runner and `ops start --reload` write, and the view of it that the current rows read. */
export function operations(target: Target): SqlFile {
  const loads = inOperations(target, "loads");
  return {
    name: "020_operations.sql",
    statements: [
      // `started_at` has the format of DMS's timestamps, which it is compared with as text.
      `CREATE TABLE IF NOT EXISTS ${loads} (stack VARCHAR, source_collection VARCHAR, started_at VARCHAR, complete_at TIMESTAMP_NTZ)`,
      [
        `CREATE OR REPLACE VIEW ${inOperations(target, "complete_loads")} COPY GRANTS AS`,
        "SELECT stack, source_collection, MAX(started_at) AS started_at",
        `FROM ${loads} WHERE complete_at IS NOT NULL GROUP BY stack, source_collection`,
      ].join("\n"),
    ],
    makes: [],
  };
}
