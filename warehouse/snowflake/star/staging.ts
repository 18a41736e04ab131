import { CONTROL, EXTRACTED_AT } from "../../../contracts/stream-record.ts";
import { maskScale } from "../governance.ts";
import { fileName } from "../names.ts";
import type { Made, SqlFile } from "../sql-file.ts";
import { list, literal, pathIn } from "../sql-text.ts";
import type { StreamedDatabase, StreamedTable, Target } from "../target.ts";
import { rawColumns, rawValue, typedValue } from "../values.ts";
import { withoutErased } from "./erased.ts";
import { keepForStreams } from "./landing.ts";
import { controlsOf, landingOf, landingStream, stagingOf, typedOf } from "./names.ts";
import { columnsOf, keyOf } from "./shape.ts";
import { addMissing, indent, select } from "./statements.ts";

/**
 * Columns of a staging table beside the contract's: the key as text, when the row changed and when the producer read it (in UTC), a hash of
 * the whole record, and when it was loaded. Key and hash say which record it is: a record that is delivered again is the same one.
 */
const OWN = [
  ["_key", "VARCHAR"],
  ["_changed_at", "TIMESTAMP_NTZ"],
  ["_extracted_at", "TIMESTAMP_NTZ"],
  ["_content", "VARCHAR"],
  ["_loaded_at", "TIMESTAMP_LTZ"],
] as const;

/**
 * A staging table has the records as text, so that no change of a type changes it, each record once. Rows are only ever added, in any order;
 * all that readers see is computed from the set of them. The view beside it gives each column its type.
 */
export function staging(target: Target, source: StreamedTable): SqlFile {
  const table = stagingOf(target, source);
  const fields = columnsOf(source.table);
  const columns = fields.map(({ name }) => name);
  return {
    name: `410_${fileName(source.database, source.name)}_staging.sql`,
    statements: [
      `CREATE TABLE IF NOT EXISTS ${table} (\n  ${list(OWN.map((column) => column.join(" ")))}\n)`,
      ...columns.map((column) => addColumn(table, column, "VARCHAR")),
      keepForStreams(table),
      typedView(target, source),
    ],
    makes: [
      { kind: "table", name: table, undo: [], definition: orderOf(source) },
      ...fields.map(({ name, field }) =>
        withRecords(madeColumn(table, name, "VARCHAR"), landingOf(target, source), field),
      ),
      madeView(typedOf(target, source)),
    ],
  };
}

/** What says which records are of one row, and which of them is the newest. */
function orderOf({ table: { key, updatedAt, watermark } }: StreamedTable): string {
  return `key ${key.join(", ")}; by ${updatedAt}${watermark.zone === undefined ? "" : ` in ${watermark.zone}`}`;
}

/** A column that the contract has since then. https://docs.snowflake.com/en/sql-reference/sql/alter-table-column */
export function addColumn(table: string, column: string, type: string): string {
  return `ALTER TABLE ${table} ADD COLUMN IF NOT EXISTS ${column} ${type}`;
}

/** A column that is no longer listed goes with its values. */
export function madeColumn(table: string, column: string, type: string): Made {
  return {
    kind: "column",
    name: `${table}.${column}`,
    undo: [`ALTER TABLE ${table} DROP COLUMN IF EXISTS ${column}`],
    definition: type,
  };
}

/** Its values are in landing, too, in the records as they came. Streams of inserts don't see that they go. */
function withRecords(column: Made, landing: string, field: string): Made {
  const forget = `UPDATE ${landing} SET src = OBJECT_DELETE(src::OBJECT, ${literal(field)})::VARIANT WHERE ${pathIn("src", [field])} IS NOT NULL`;
  return { ...column, undo: [...column.undo, forget] };
}

export function madeView(name: string): Made {
  return { kind: "view", name, undo: [`DROP VIEW IF EXISTS ${name}`] };
}

function typedView(target: Target, source: StreamedTable): string {
  const raw = columnsOf(source.table).map((column) => ({ column, text: column.name }));
  const own = OWN.map(([name]) => name);
  return [
    `CREATE OR REPLACE VIEW ${typedOf(target, source)} COPY GRANTS AS`,
    select([...own, ...raw.map((each) => `${typedValue(each, maskScale(target))} AS ${each.column.name}`)]),
    "FROM (",
    indent(`${select([...own, ...raw.flatMap(rawColumns)])}\nFROM ${stagingOf(target, source)}`),
    ")",
  ].join("\n");
}

/** Adds the records that have landed, each once. Records without a key or a time stay in landing, and the check view counts them. */
export function wash(target: Target, database: StreamedDatabase, source: StreamedTable): string {
  const columns = columnsOf(source.table);
  const names = columns.map(({ name }) => name);
  const own = OWN.map(([name]) => name);
  const records = [
    select([
      ...recordColumns(source),
      "_loaded_at",
      ...columns.map((column) => `${rawValue("src", column, false).text} AS ${column.name}`),
    ]),
    `FROM ${landingStream(target, source)} WHERE ${controlIn("src")} IS NULL`,
  ].join("\n");
  return addMissing({
    into: stagingOf(target, source),
    on: ["_key", "_content"],
    columns: [...own.filter((name) => name !== "_key" && name !== "_content"), ...names],
    rows: [
      "SELECT * FROM (",
      indent(
        withoutErased(target, database, source, {
          columns: [...own.filter((name) => name !== "_content"), ...names],
          records: indent(records),
        }),
      ),
      `) WHERE ${IS_WHOLE}`,
      "QUALIFY ROW_NUMBER() OVER (PARTITION BY _key, _content ORDER BY _loaded_at) = 1",
    ].join("\n"),
  });
}

/** What a landed record says of itself: `_key, _changed_at, _extracted_at, _content`. */
export function recordColumns(source: StreamedTable): string[] {
  const text = (path: string) => `${pathIn("src", [path])}::VARCHAR`;
  return [
    `${keyText(source)} AS _key`,
    `TRY_CAST(${text(source.table.updatedAt)} AS TIMESTAMP_NTZ) AS _changed_at`,
    `TRY_CAST(${text(EXTRACTED_AT)} AS TIMESTAMP_NTZ) AS _extracted_at`,
    "SHA2(TO_JSON(src), 256) AS _content",
  ];
}

/** Of a record: whether it can be put in order. */
export const IS_WHOLE = "_key IS NOT NULL AND _changed_at IS NOT NULL AND _extracted_at IS NOT NULL";

/** The parts of the key as they are in the record, as the producer's checksum has them. NULL if one is missing. */
export function keyText(source: StreamedTable): string {
  return keyOf(source)
    .map((column) => rawValue("src", column, false).text)
    .join(" || '|' || ");
}

/** What the source has counted; NULL in the record of a row. */
export function controlIn(root: string): string {
  return pathIn(root, [CONTROL]);
}

/** Adds what the source has counted. */
export function washControls(target: Target, source: StreamedTable): string {
  const of = (name: string) => `${pathIn("src", [CONTROL, name])}::VARCHAR`;
  return addMissing({
    into: controlsOf(target, source.database),
    on: ["source_table", "_extracted_at"],
    columns: ["day", "key_count", "checksum", "_loaded_at"],
    rows: [
      select([
        `${literal(source.name)} AS source_table`,
        `TRY_CAST(${pathIn("src", [EXTRACTED_AT])}::VARCHAR AS TIMESTAMP_NTZ) AS _extracted_at`,
        `${of("day")} AS day`,
        `TRY_CAST(${of("keys")} AS NUMBER(38,0)) AS key_count`,
        `TRY_CAST(${of("checksum")} AS NUMBER(38,0)) AS checksum`,
        "_loaded_at",
      ]),
      `FROM ${landingStream(target, source)}`,
      `WHERE ${controlIn("src")} IS NOT NULL AND TRY_CAST(${pathIn("src", [EXTRACTED_AT])}::VARCHAR AS TIMESTAMP_NTZ) IS NOT NULL`,
      `QUALIFY ROW_NUMBER() OVER (PARTITION BY ${pathIn("src", [EXTRACTED_AT])}::VARCHAR ORDER BY _loaded_at) = 1`,
    ].join("\n"),
  });
}
