import { keyPaths } from "../../contracts/key.ts";
import { maskOf } from "../../contracts/mask-of.ts";
import { OP_COLUMN, TIMESTAMP_COLUMN } from "../../contracts/passthrough.ts";
import { fileName, inOperations, tableIn } from "./names.ts";
import type { SqlFile } from "./sql-file.ts";
import { literal, pathIn } from "./sql-text.ts";
import type { Collection, Target } from "./target.ts";

/** The documents that exist, each as its last row says, with the stack that replicated it. */
export function currentRows(target: Target, collection: Collection): SqlFile {
  const { database, collection: name } = collection;
  const view = tableIn(target, "current", database, name);
  return {
    name: `200_${fileName(database, name)}_current.sql`,
    statements: [
      [
        `CREATE OR REPLACE VIEW ${view} COPY GRANTS AS`,
        "SELECT src, _stack, _file, _row, _modified, CONVERT_TIMEZONE('UTC', _loaded_at)::TIMESTAMP_NTZ AS _loaded_at FROM (",
        indent(newestRows(target, collection)),
        `) WHERE ${pathIn("src", [OP_COLUMN])}::VARCHAR IS DISTINCT FROM 'D'`,
      ].join("\n"),
    ],
    makes: [{ kind: "view", name: view, undo: [`DROP VIEW IF EXISTS ${view}`] }],
  };
}

/**
 * The last row of each document, deletes among them. The order is:
 * 1. the time;
 * 2. at the same time, a change comes after the full load (sorted by name, `LOAD…` would come after the digits of a change file);
 * 3. the name of the file without its version, which for change files has the time;
 * 4. when the file was written: after a replay, files of one name differ only in their version, and the newest has today's fields;
 * 5. the row's place in the file.
 *
 * Documents of two stacks are of two databases, also if their keys are the same. Rows from before the newest complete load of a stack
 * don't count: a document that the load did not bring was deleted while nothing was replicated.
 */
export function newestRows(target: Target, { database, collection, contract }: Collection): string {
  const key = keyPaths(maskOf(contract)).map((path) => `${pathIn("l.src", path)}::VARCHAR`);
  const time = `${pathIn("l.src", [TIMESTAMP_COLUMN])}::VARCHAR`;
  return [
    `SELECT l.src, ${STACK} AS _stack, l._file, l._row, l._modified, l._loaded_at`,
    `FROM ${tableIn(target, "landing", database, collection)} l`,
    `LEFT JOIN ${inOperations(target, "complete_loads")} c`,
    `  ON c.source_collection = ${literal(`${database}/${collection}`)} AND c.stack = ${STACK}`,
    `WHERE c.started_at IS NULL OR ${time} >= c.started_at`,
    "QUALIFY ROW_NUMBER() OVER (",
    `  PARTITION BY ${[STACK, ...key].join(", ")}`,
    `  ORDER BY ${[
      `${time} DESC`,
      "REGEXP_LIKE(l._file, '.*(/|_)LOAD[0-9A-F]{8}[.].*')",
      "REGEXP_REPLACE(l._file, '([.][0-9a-f]{8})?[.]json[.]gz$') DESC",
      "l._modified DESC",
      "l._row DESC",
    ].join(",\n    ")}`,
    ") = 1",
  ].join("\n");
}

/** The first folder of a CLEAN key is the stack. */
const STACK = "SPLIT_PART(l._file, '/', 1)";

function indent(text: string): string {
  return text.replace(/^/gm, "  ");
}
