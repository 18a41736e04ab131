import { modelIn } from "../dbt-files/names.ts";
import type { Load } from "./loads.ts";
import { literal } from "./sql-text.ts";
import type { SourceTable, Target } from "./target.ts";

type Named = Pick<Target, "snowflake">;

/**
 * Rows of a load of a relational source that dbt has appended, each once, however often its file was written: `LANDED`. dbt gives them the
 * load's beginning as their time.
 */
export function loadedRows(target: Named, { database, collection: name, startedAt }: Load): string {
  return [
    "SELECT COUNT(DISTINCT _file, _row) AS landed",
    `FROM ${modelIn(target, "cdc", { database, name })}`,
    `WHERE REGEXP_LIKE(_file, '.*/LOAD[0-9A-F]{8}[.]parquet') AND _source_at >= ${literal(startedAt)}::TIMESTAMP_NTZ`,
  ].join("\n");
}

/** `CURRENT_ROWS, NEWEST`: when the newest of them changed at the source, in UTC and as text. */
export function countCurrentRows(target: Named, source: SourceTable): string {
  return [
    "SELECT COUNT(*) AS current_rows, TO_CHAR(MAX(_source_at), 'YYYY-MM-DD HH24:MI:SS') AS newest",
    `FROM ${modelIn(target, "current", source)}`,
  ].join("\n");
}
