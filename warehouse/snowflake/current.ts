import { OP_COLUMN, TIMESTAMP_COLUMN } from "../../contracts/passthrough.ts";
import { fileName, inOperations, tableIn } from "./names.ts";
import type { SqlFile } from "./sql-file.ts";
import { literal, pathIn } from "./sql-text.ts";
import type { Collection, Target } from "./target.ts";
import { rawValue } from "./values.ts";
import { viewsOf } from "./views.ts";

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
        `) WHERE ${pathIn("src", [OP_COLUMN])}::VARCHAR IS DISTINCT FROM 'D' AND NOT (${withoutKey("src", collection)})`,
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
 * don't count: a document that the load did not bring was deleted while nothing was replicated. A row without a key competes with none:
 * after a change of the key, rows from before would be one document.
 */
function newestRows(target: Target, documents: Collection): string {
  const { database, collection } = documents;
  return lastOfEach(target, documents, [
    `LEFT JOIN ${inOperations(target, "complete_loads")} c`,
    `  ON c.source_collection = ${literal(`${database}/${collection}`)} AND c.stack = ${STACK}`,
    `WHERE ${ownFiles("l._file", documents)} AND (c.started_at IS NULL OR ${TIME} >= c.started_at)`,
  ]);
}

/** The same without a look at loads: the last row of each document that has ever landed. */
export function newestLanded(target: Target, documents: Collection): string {
  return lastOfEach(target, documents, [`WHERE ${ownFiles("l._file", documents)}`]);
}

/** @param chosen which rows of the landing table `l` take part */
function lastOfEach(target: Target, documents: Collection, chosen: readonly string[]): string {
  const key = keyTexts("l.src", documents);
  return [
    `SELECT l.src, ${STACK} AS _stack, l._file, l._row, l._modified, l._loaded_at`,
    `FROM ${tableIn(target, "landing", documents.database, documents.collection)} l`,
    ...chosen,
    "QUALIFY ROW_NUMBER() OVER (",
    `  PARTITION BY ${[STACK, ...key, `IFF(${withoutKey("l.src", documents)}, l._file || ' ' || l._row::VARCHAR, NULL)`].join(", ")}`,
    `  ORDER BY ${[
      `${TIME} DESC`,
      "REGEXP_LIKE(l._file, '.*(/|_)LOAD[0-9A-F]{8}[.].*')",
      "REGEXP_REPLACE(l._file, '([.][0-9a-f]{8})?[.]json[.]gz$') DESC",
      "l._modified DESC",
      "l._row DESC",
    ].join(",\n    ")}`,
    ") = 1",
  ].join("\n");
}

/** Rows that belong to no document. */
export function keylessRows(target: Target, documents: Collection): string {
  const table = tableIn(target, "landing", documents.database, documents.collection);
  return `SELECT 1 FROM ${table} WHERE ${ownFiles("_file", documents)} AND ${withoutKey("src", documents)}`;
}

/** Rows that are of no stack's folder of this collection: no view shows them. */
export function foreignRows(target: Target, documents: Collection): string {
  const table = tableIn(target, "landing", documents.database, documents.collection);
  return `SELECT 1 FROM ${table} WHERE NOT (${ownFiles("_file", documents)})`;
}

/** The values of the document's key as text, as the views read them. */
export function keyTexts(root: string, { collection, contract }: Collection): string[] {
  return viewsOf(collection, contract).key.map((column) => rawValue(root, column, column.path.length > 1).text);
}

/**
 * Only files of this collection: a landing table may have rows of another whose name is the same to Snowflake (`user.profiles`,
 * `user_profiles`), and was masked otherwise.
 */
export function ownFiles(file: string, { database, collection }: Pick<Collection, "database" | "collection">): string {
  return `SPLIT_PART(${file}, '/', 3) = ${literal(database)} AND SPLIT_PART(${file}, '/', 4) = ${literal(collection)}`;
}

function withoutKey(root: string, documents: Collection): string {
  return keyTexts(root, documents)
    .map((text) => `${text} IS NULL`)
    .join(" AND ");
}

/** Whether a row has every part of its key. */
export function withWholeKey(root: string, documents: Collection): string {
  return keyTexts(root, documents)
    .map((text) => `${text} IS NOT NULL`)
    .join(" AND ");
}

/** When DMS replicated the row, as it writes it. */
const TIME = `${pathIn("l.src", [TIMESTAMP_COLUMN])}::VARCHAR`;

/** The first folder of a CLEAN key is the stack. */
const STACK = "SPLIT_PART(l._file, '/', 1)";

function indent(text: string): string {
  return text.replace(/^/gm, "  ");
}
