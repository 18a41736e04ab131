import { TIMESTAMP_COLUMN } from "../../contracts/passthrough.ts";
import { tableIn } from "./names.ts";
import { literal, pathIn } from "./sql-text.ts";
import type { Collection, Target } from "./target.ts";

// What `warehouse check` asks. None of it reads a value of a document but its time.

/** With `notification_channel`, the queue that CLEAN has to notify. @param schema of landing tables */
export function pipesIn(schema: string): string {
  return `SHOW PIPES IN SCHEMA ${schema}`;
}

export function viewsIn(schema: string): string {
  return `SHOW VIEWS IN SCHEMA ${schema}`;
}

/** JSON, in `STATUS`. https://docs.snowflake.com/en/sql-reference/functions/system_pipe_status */
export function pipeStatus(pipe: string): string {
  return `SELECT SYSTEM$PIPE_STATUS(${literal(pipe)}) AS status`;
}

/** As far back as Snowflake remembers. */
const LOAD_HISTORY_DAYS = 14;

/**
 * Files of the last 14 days whose last load has failed, in whole or in part: `FILE, PIPE, STATUS, ERRORS`. Without the message, which
 * quotes the data. https://docs.snowflake.com/en/sql-reference/functions/copy_history
 */
export function loadErrors(
  target: Target,
  { database, collection }: Pick<Collection, "database" | "collection">,
): string {
  const table = literal(tableIn(target, "landing", database, collection));
  // Five minutes less than Snowflake keeps: it refuses a time before that.
  const since = `DATEADD(MINUTE, ${5 - LOAD_HISTORY_DAYS * 24 * 60}, CURRENT_TIMESTAMP())`;
  // The name alone is that within a stage, and each stack has one.
  const file = "stage_location || file_name";
  return [
    "SELECT file, pipe_name AS pipe, status, error_count AS errors FROM (",
    `  SELECT ${file} AS file, pipe_name, status, error_count, last_load_time`,
    `  FROM TABLE(${target.snowflake.database}.INFORMATION_SCHEMA.COPY_HISTORY(TABLE_NAME => ${table}, START_TIME => ${since}))`,
    "  QUALIFY ROW_NUMBER() OVER (PARTITION BY stage_location, file_name ORDER BY last_load_time DESC) = 1",
    ") WHERE UPPER(status) NOT IN ('LOADED', 'LOAD IN PROGRESS') ORDER BY last_load_time DESC",
  ].join("\n");
}

/** Current rows of each stack: `STACK, CURRENT_ROWS, NEWEST`, which is the time as DMS writes it. */
export function countRows(target: Target, { database, collection }: Collection): string {
  const time = `${pathIn("src", [TIMESTAMP_COLUMN])}::VARCHAR`;
  return [
    `SELECT _stack AS stack, COUNT(*) AS current_rows, MAX(${time}) AS newest`,
    `FROM ${tableIn(target, "current", database, collection)} GROUP BY _stack`,
  ].join("\n");
}

/** What the collection's check view has counted: `VIEW_NAME, FIELD, FINDING, FOUND`. */
export function findings(target: Target, { database, collection }: Collection): string {
  return `SELECT view_name, field, finding, found FROM ${tableIn(target, "checks", database, collection)} WHERE found > 0`;
}

/** Tags of a view's columns: `COLUMN_NAME, TAG_NAME, TAG_VALUE`. https://docs.snowflake.com/en/sql-reference/functions/tag_references_all_columns */
export function tagsOf(target: Target, view: string): string {
  return [
    "SELECT column_name, tag_name, tag_value",
    `FROM TABLE(${target.snowflake.database}.INFORMATION_SCHEMA.TAG_REFERENCES_ALL_COLUMNS(${literal(view)}, 'table'))`,
    "WHERE tag_schema = 'GOVERNANCE'",
  ].join(" ");
}

/** Columns of a view that a policy masks: `COLUMN_NAME, POLICY, POLICY_STATUS`, the policy with database and schema. https://docs.snowflake.com/en/sql-reference/functions/policy_references */
export function policiesOf(target: Target, view: string): string {
  return [
    "SELECT ref_column_name AS column_name, policy_db || '.' || policy_schema || '.' || policy_name AS policy, policy_status",
    `FROM TABLE(${target.snowflake.database}.INFORMATION_SCHEMA.POLICY_REFERENCES(REF_ENTITY_NAME => ${literal(view)}, REF_ENTITY_DOMAIN => 'VIEW'))`,
    "WHERE policy_kind = 'MASKING_POLICY'",
  ].join(" ");
}

/** With `body`. https://docs.snowflake.com/en/sql-reference/sql/desc-masking-policy */
export function describePolicy(policy: string): string {
  return `DESC MASKING POLICY ${policy}`;
}

export function grantsToShare(share: string): string {
  return `SHOW GRANTS TO SHARE ${share}`;
}

/** With the accounts in `to`. */
export function findShare(share: string): string {
  return `SHOW SHARES LIKE ${literal(share)}`;
}
