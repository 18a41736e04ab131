import { TIMESTAMP_COLUMN } from "../../contracts/passthrough.ts";
import { ownFiles } from "./current.ts";
import { inOperations, tableIn } from "./names.ts";
import { literal, pathIn } from "./sql-text.ts";
import type { Target } from "./target.ts";

type Named = Pick<Target, "snowflake">;

/** A full load of a collection after the first: a reload. */
export interface Load {
  readonly stack: string;
  readonly database: string;
  readonly collection: string;
  /** As DMS writes times, in UTC: `2026-11-21 12:00:00.000000`. Every row of the load has this time or a later one. */
  readonly startedAt: string;
}

/** Writes that loads begin. Rows from before them count until they are complete. */
export function recordLoads(target: Named, loads: readonly Load[]): string {
  const rows = loads.map((load) => `(${[load.stack, nameOf(load), load.startedAt].map(literal).join(", ")})`);
  return `INSERT INTO ${inOperations(target, "loads")} (stack, source_collection, started_at) VALUES\n  ${rows.join(",\n  ")}`;
}

/** Reloads that are not known to be complete: `STACK, SOURCE_COLLECTION, STARTED_AT`. Of a stack and collection, only the newest. */
export function openLoads(target: Named): string {
  return [
    "SELECT stack, source_collection, MAX(started_at) AS started_at",
    `FROM ${inOperations(target, "loads")} WHERE complete_at IS NULL GROUP BY stack, source_collection ORDER BY stack, source_collection`,
  ].join("\n");
}

export function loadsIn(rows: readonly Record<string, unknown>[]): Load[] {
  return rows.map(({ STACK, SOURCE_COLLECTION, STARTED_AT }) => {
    const [database = "", collection = ""] = String(SOURCE_COLLECTION).split("/");
    return { stack: String(STACK), database, collection, startedAt: String(STARTED_AT) };
  });
}

/** Rows of a load that have landed, each once, however often its file was loaded or replayed: `LANDED`. */
export function landedRows(target: Named, { stack, database, collection, startedAt }: Load): string {
  return [
    "SELECT COUNT(DISTINCT REGEXP_REPLACE(_file, '([.][0-9a-f]{8})?[.]json[.]gz$') || ' ' || _row::VARCHAR) AS landed",
    `FROM ${tableIn(target, "landing", database, collection)}`,
    `WHERE ${ownFiles("_file", { database, collection })} AND SPLIT_PART(_file, '/', 1) = ${literal(stack)} AND REGEXP_LIKE(_file, '.*(/|_)LOAD[0-9A-F]{8}[.].*')`,
    `AND ${pathIn("src", [TIMESTAMP_COLUMN])}::VARCHAR >= ${literal(startedAt)}`,
  ].join("\n");
}

/** From now on, rows from before the load don't count. Loads that began before it are over, too. */
export function completeLoad(target: Named, load: Load): string {
  return [
    `UPDATE ${inOperations(target, "loads")} SET complete_at = SYSDATE()`,
    `WHERE stack = ${literal(load.stack)} AND source_collection = ${literal(nameOf(load))}`,
    `AND started_at <= ${literal(load.startedAt)} AND complete_at IS NULL`,
  ].join("\n");
}

/** Of a load that did not begin. */
export function forgetLoad(target: Named, load: Load): string {
  return [
    `DELETE FROM ${inOperations(target, "loads")}`,
    `WHERE stack = ${literal(load.stack)} AND source_collection = ${literal(nameOf(load))} AND started_at = ${literal(load.startedAt)}`,
  ].join("\n");
}

/** The time as DMS writes it. */
export function dmsTime(time: Date): string {
  return `${time.toISOString().replace("T", " ").replace("Z", "")}000`;
}

/** @param text as DMS writes it, in UTC */
export function timeOf(text: string): Date {
  return new Date(`${text.replace(" ", "T").slice(0, 23)}Z`);
}

function nameOf({ database, collection }: Load): string {
  return `${database}/${collection}`;
}
