import { TIMESTAMP_COLUMN } from "../../contracts/passthrough.ts";
import { maskScale } from "./governance.ts";
import { fileName, schemaOf, tableIn } from "./names.ts";
import {
  createReaderView,
  madeReaderView,
  plain,
  type ReaderColumn,
  type ReaderView,
  readerColumn,
} from "./reader-view.ts";
import type { SqlFile } from "./sql-file.ts";
import { list, pathIn } from "./sql-text.ts";
import type { Collection, Target } from "./target.ts";
import { type RawValue, rawColumns, rawValue, sqlTypeOf, typedValue } from "./values.ts";
import { type CollectionViews, type View, type ViewColumn, viewsOf } from "./views.ts";

/** The typed views of a collection that readers see: one for its rows, and one for each array of objects. */
export function analyticsViews(target: Target, collection: Collection): SqlFile {
  const { database, collection: name, contract } = collection;
  const found = viewsOf(name, contract);
  const views = found.views.map((view) => describe(target, collection, found, view));
  return {
    name: `300_${fileName(database, name)}_analytics.sql`,
    statements: views.map(createReaderView),
    makes: views.map(madeReaderView),
  };
}

function describe(target: Target, collection: Collection, found: CollectionViews, view: View): ReaderView {
  const { key, fields } = rawValues(found, view);
  const positions = view.arrays.map(({ position }) => plain(position, "NUMBER(38,0)"));
  const isRow = view.arrays.length === 0;
  return {
    name: `${schemaOf(target, "analytics", collection.database)}.${view.name}`,
    columns: [
      ...key.map((each) => typed(target, each)),
      ...positions,
      ...fields.map((each) => typed(target, each)),
      plain("_stack", "VARCHAR"),
      ...(isRow ? ROW_TIMES : []),
    ],
    from: rawQuery(target, collection, found, view),
  };
}

/** The values of a view: the key from the row's document, the others from the innermost array's element. */
export function rawValues({ key }: CollectionViews, view: View): { key: RawValue[]; fields: RawValue[] } {
  const { arrays, columns } = view;
  const isInArray = arrays.length > 0;
  const read = (from: string, column: ViewColumn, isInCell: boolean) =>
    rawValue(from, column, isInCell || column.path.length > 1);
  return {
    key: key.map((column) => read("src", column, false)),
    fields: columns.map((column) => read(rootOf(view), column, isInArray)),
  };
}

/** What the paths of a view's fields begin from: the row's document, or the innermost array's element. */
export function rootOf({ arrays }: View): string {
  return arrays.length === 0 ? "src" : elementOf(arrays.length);
}

/** All values as text, from the current rows. @param extra more columns */
export function rawQuery(
  target: Target,
  { database, collection }: Collection,
  found: CollectionViews,
  view: View,
  extra: readonly string[] = [],
): string {
  const { key, fields } = rawValues(found, view);
  const positions = view.arrays.map(({ position }, at) => `${aliasOf(at + 1)}.index AS ${position}`);
  const isRow = view.arrays.length === 0;
  const columns = [
    ...key.flatMap(rawColumns),
    ...positions,
    ...fields.flatMap(rawColumns),
    "_stack",
    ...(isRow ? [`${pathIn("src", [TIMESTAMP_COLUMN])}::VARCHAR AS _source_at`, "_loaded_at"] : []),
    ...extra,
  ];
  return [
    `SELECT\n  ${list(columns)}`,
    `FROM ${tableIn(target, "current", database, collection)}${flattened(view)}`,
  ].join("\n");
}

/** One row for each element. A value that is not an array has no elements: an object's members are not its. */
function flattened({ arrays }: View): string {
  return arrays
    .map(({ path }, at) => {
      const array = pathIn(at === 0 ? "src" : elementOf(at), path);
      return `,\n  LATERAL FLATTEN(INPUT => IFF(IS_ARRAY(${array}), ${array}, NULL)) ${aliasOf(at + 1)}`;
    })
    .join("");
}

function aliasOf(depth: number): string {
  return `e${depth}`;
}

function elementOf(depth: number): string {
  return `${aliasOf(depth)}.value`;
}

function typed(target: Target, raw: RawValue): ReaderColumn {
  const scale = maskScale(target);
  const { name, personal } = raw.column;
  return readerColumn(target, { name, type: sqlTypeOf(raw.column, scale), personal, value: typedValue(raw, scale) });
}

/** When DMS replicated the row, and when Snowflake loaded it. */
const ROW_TIMES: readonly ReaderColumn[] = [
  { ...plain("_source_at", "TIMESTAMP_NTZ"), value: "TRY_CAST(_source_at AS TIMESTAMP_NTZ)" },
  plain("_loaded_at", "TIMESTAMP_NTZ"),
];
