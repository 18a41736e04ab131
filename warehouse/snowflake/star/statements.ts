import { list } from "../sql-text.ts";
import type { STAR_ERRORS } from "./star-errors.ts";

/** A member that is not known, or not known yet. */
export const UNKNOWN = "'unknown'";

/** `_key IN (…)` of rows, indented. */
export function keyIn(keys: string): string {
  return `_key IN (\n${indent(keys)}\n)`;
}

/** Only the newest record of each group. Two that differ in nothing else are told apart by their text, so that every order of delivery gives the same. */
export function newestOf(group: string): string {
  return `QUALIFY ROW_NUMBER() OVER (PARTITION BY ${group} ORDER BY ${NEWEST_FIRST}) = 1`;
}

/** The newest version, and of a version that was read again the last reading. */
export const NEWEST_FIRST = "_changed_at DESC, _extracted_at DESC, _content DESC";

interface Merge {
  readonly into: string;
  /** Columns that say which row is meant. */
  readonly on: readonly string[];
  readonly columns: readonly string[];
  readonly rows: string;
}

/** Adds rows that are not there. */
export function addMissing({ into, on, columns, rows }: Merge): string {
  return [...begin({ into, on, rows }), ...insert([...on, ...columns])].join("\n");
}

/** Adds rows that are not there, and changes those that differ. */
export function bringUpToDate({ into, on, columns, rows }: Merge): string {
  return [
    ...begin({ into, on, rows }),
    `WHEN MATCHED AND (${columns.map((column) => `t.${column} IS DISTINCT FROM s.${column}`).join("\n  OR ")})`,
    `THEN UPDATE SET\n  ${list(columns.map((column) => `${column} = s.${column}`))}`,
    ...insert([...on, ...columns]),
  ].join("\n");
}

function begin({ into, on, rows }: Omit<Merge, "columns">): string[] {
  const condition = on.map((column) => `t.${column} = s.${column}`).join(" AND ");
  return [`MERGE INTO ${into} t USING (`, indent(rows), `) s ON ${condition}`];
}

function insert(columns: readonly string[]): string[] {
  const values = columns.map((column) => `s.${column}`);
  return [`WHEN NOT MATCHED THEN INSERT (${columns.join(", ")})`, `VALUES (${values.join(", ")})`];
}

/** `SELECT a,\n  b` */
export function select(columns: readonly string[]): string {
  return `SELECT\n  ${list(columns)}`;
}

export function indent(text: string): string {
  return text.replace(/^/gm, "  ");
}

/**
 * A block of a task, all of whose changes count or none: a task that fails has consumed nothing of its streams, and its next run finds the
 * same rows. https://docs.snowflake.com/en/user-guide/streams-intro
 */
export function inOneTransaction(statements: readonly string[]): string {
  return block(
    ["BEGIN TRANSACTION", ...statements, "COMMIT"],
    ["EXCEPTION", "  WHEN OTHER THEN", "    ROLLBACK;", "    RAISE;"],
  );
}

/** Statements one after another. In `$$`, every client takes it for one statement. https://docs.snowflake.com/en/developer-guide/snowflake-scripting/running-examples */
export function block(statements: readonly string[], handler: readonly string[] = []): string {
  const lines = statements.map((statement) => indent(`${statement};`));
  return ["EXECUTE IMMEDIATE $$", "BEGIN", ...lines, ...handler, "END", "$$"].join("\n");
}

/**
 * A query that fails, with a message that names what it has found; without a row it succeeds. Snowflake's own exceptions have fixed texts.
 * @param text of a row, without a value of the data
 */
export function failIfAny(code: keyof typeof STAR_ERRORS, text: string, from: string): string {
  return [
    `SELECT TO_NUMBER('${code}: ' || LISTAGG(${text}, ', ') WITHIN GROUP (ORDER BY ${text})) AS failure`,
    from,
    "HAVING COUNT(*) > 0",
  ].join("\n");
}
