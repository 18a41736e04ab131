import { rawQuery, rawValues, rootOf } from "./analytics.ts";
import { foreignRows, keylessRows } from "./current.ts";
import { maskScale } from "./governance.ts";
import { fileName, tableIn } from "./names.ts";
import type { SqlFile } from "./sql-file.ts";
import { list, literal, pathIn } from "./sql-text.ts";
import type { Collection, Target } from "./target.ts";
import { isTime, isWhole, type RawValue, timeForms, typedValue } from "./values.ts";
import { type CollectionViews, type View, type ViewColumn, viewsOf } from "./views.ts";

/** What a check counts, of one field of a view. */
type Finding =
  /** The value is there, and is not of the field's type: readers see NULL. */
  | "not of its type"
  | "time as text"
  | "time in seconds"
  | "time in milliseconds"
  /** The contract says object, the value is an array. */
  | "array instead of an object"
  /** The contract says array, the value is something else. */
  | "no array"
  /** The contract says a single value: its text would show all that is in it, so readers see NULL. */
  | "object or array instead of a value"
  /** The contract says an array of objects, and an element is something else: its fields are NULL. */
  | "element that is no object"
  /** It belongs to no document, so no view shows it. */
  | "row without its key"
  /** Of a streamed table: nobody can say of which row it is, or whether it is the newest. */
  | "record without its key or its times"
  /** Its file is in another folder than this collection's, so no view shows it. */
  | "row of another folder";

const LOSSES: readonly Finding[] = [
  "not of its type",
  "array instead of an object",
  "no array",
  "object or array instead of a value",
  "element that is no object",
  "row without its key",
  "record without its key or its times",
  "row of another folder",
];

/** Whether readers lose the value. The other findings only say how times are written. */
export function isLoss(finding: string): boolean {
  return LOSSES.some((loss) => loss === finding);
}

/** A view with the findings of a collection: `view_name, field, finding, found`, a row for each, also if none was found. */
export function checkView(target: Target, collection: Collection): SqlFile {
  const { database, collection: name, contract } = collection;
  const found = viewsOf(name, contract);
  const queries = found.views
    .map((view) => countsOf(target, collection, found, view))
    .filter((query) => query !== undefined);
  const view = tableIn(target, "checks", database, name);
  const rows = (field: string, finding: Finding, query: string) =>
    `SELECT ${[found.views[0].name, field, finding].map(literal).join(", ")}, COUNT(*) FROM (\n${query}\n)`;
  const all = [
    ...queries,
    rows("key", "row without its key", keylessRows(target, collection)),
    rows("_file", "row of another folder", foreignRows(target, collection)),
  ];
  return {
    name: `310_${fileName(database, name)}_checks.sql`,
    statements: [
      `CREATE OR REPLACE VIEW ${view} (view_name, field, finding, found) COPY GRANTS AS\n${all.join("\nUNION ALL\n")}`,
    ],
    makes: [{ kind: "view", name: view, undo: [`DROP VIEW IF EXISTS ${view}`] }],
  };
}

interface Count {
  readonly field: string;
  readonly finding: Finding;
  /** A column that the innermost query needs for it. */
  readonly shape?: string;
  /** A column that the query between needs for it. */
  readonly typed?: string;
  readonly when: string;
}

/** The rows are read once, and each count becomes a row. Undefined if nothing can be wrong. */
function countsOf(target: Target, collection: Collection, found: CollectionViews, view: View): string | undefined {
  const needed = { ...view, columns: view.columns.filter(hasType) };
  const key = view.arrays.length === 0 ? found.key.filter(hasType) : [];
  const values = rawValues({ ...found, key }, needed);
  const scale = maskScale(target);
  const counts = [
    ...[...values.key, ...values.fields].flatMap((raw) => ofValue(raw, scale)),
    ...ofWholes(found, view),
    ...ofShapes(found, view),
  ];
  if (counts.length === 0) return undefined;
  const shapes = counts.flatMap(({ shape }) => shape ?? []);
  const typed = [...new Set(counts.flatMap((count) => count.typed ?? []))];
  const rows = counts.map(({ field, finding }, at) => {
    return `SELECT ${[view.name, field, finding].map(literal).join(", ")}, c${at} FROM counted`;
  });
  return [
    "SELECT * FROM (WITH counted AS (",
    `SELECT ${list(counts.map(({ when }, at) => `COUNT_IF(${when}) AS c${at}`))}`,
    `FROM (SELECT ${list(["*", ...typed])}`,
    `FROM (\n${rawQuery(target, collection, { ...found, key }, needed, shapes).replace(/^/gm, "  ")}\n)`,
    `))\n${rows.join("\nUNION ALL ")})`,
  ].join("\n");
}

/** Any text is a text. */
function hasType({ type }: ViewColumn): boolean {
  return type !== "text" && type !== "json";
}

/** Objects and arrays where the contract says a single value, but for Extended JSON. */
function ofWholes(found: CollectionViews, view: View): Count[] {
  const single = rawValues(found, view).fields.filter(({ column }) => column.type !== "json");
  return single.map(({ column: { path, field }, text }, at) => {
    const when = `"value ${at} is none"`;
    const shape = `(${isWhole(pathIn(rootOf(view), path))}) AND ${text} IS NULL AS ${when}`;
    return { field, finding: "object or array instead of a value", shape, when };
  });
}

function ofValue(raw: RawValue, scale: number): Count[] {
  const { name, field } = raw.column;
  const value = `"${name} with its type"`;
  const typed = `${typedValue(raw, scale)} AS ${value}`;
  const wrong: Count = { field, finding: "not of its type", typed, when: `${name} IS NOT NULL AND ${value} IS NULL` };
  if (!isTime(raw.column)) return [wrong];
  const { isNumber, inMilliseconds } = timeForms(raw);
  const is = `${value} IS NOT NULL AND`;
  return [
    wrong,
    { field, finding: "time as text", typed, when: `${is} NOT ${isNumber}` },
    { field, finding: "time in seconds", typed, when: `${is} ${isNumber} AND NOT ${inMilliseconds}` },
    { field, finding: "time in milliseconds", typed, when: `${is} ${isNumber} AND ${inMilliseconds}` },
  ];
}

/** Objects of this level that are arrays, elements that are no objects, and arrays that are none. */
function ofShapes({ views }: CollectionViews, view: View): Count[] {
  const root = rootOf(view);
  const objects = view.objects.map(({ path, field }, at): Count => {
    const when = `"object ${at} is an array"`;
    return { field, finding: "array instead of an object", when, shape: `IS_ARRAY(${pathIn(root, path)}) AS ${when}` };
  });
  const arrays = views.flatMap((below) =>
    below.arrays.length === view.arrays.length + 1 ? (below.arrays.at(-1) ?? []) : [],
  );
  const own = arrays.filter(({ field }) => view.arrays.every((outer) => field.startsWith(`${outer.field}.`)));
  const element = view.arrays.slice(-1).map(({ field }): Count => {
    const when = '"element is no object"';
    const shape = `${root}::VARCHAR IS NOT NULL AND NOT IS_OBJECT(${root}) AS ${when}`;
    return { field, finding: "element that is no object", shape, when };
  });
  return [
    ...objects,
    ...element,
    ...own.map(({ path, field }, at): Count => {
      const value = pathIn(root, path);
      const when = `"array ${at} is none"`;
      return {
        field,
        finding: "no array",
        when,
        shape: `${value}::VARCHAR IS NOT NULL AND NOT IS_ARRAY(${value}) AS ${when}`,
      };
    }),
  ];
}
