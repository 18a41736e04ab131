import type { Collection } from "mongodb";
import type pg from "pg";
import type { Contract } from "../../contracts/contract.ts";
import { type Place, quoted, tableOf } from "../../warehouse/redshift/names.ts";
import { BATCH_COLUMN, OWN_COLUMNS } from "../../warehouse/redshift/schema.ts";
import { expectedDocuments } from "../mongodb/expected.ts";

/** A table compared with its collection, row by row and field by field. */
export interface Comparison {
  readonly documents: number;
  readonly rows: number;
  /** Documents without a row. */
  readonly missing: number;
  /** Rows without a document. */
  readonly extra: number;
  readonly different: number;
  /** Columns that are not those of the contract. */
  readonly columns: readonly string[];
}

/** Reads each document whole, projects it in a way of its own, and lets PostgreSQL compare it with the row. */
export async function compare(
  connection: pg.Client,
  place: Place,
  collection: Collection,
  contract: Contract,
): Promise<Comparison> {
  const expected = await expectedDocuments(collection, contract);
  const columns = await columnsOf(connection, tableOf(place));
  const fields = [...new Set([...expected.values()].flatMap(Object.keys))];
  const listed = new Map(fields.map((field) => [field.toLowerCase(), field]));
  const wrong = [
    ...[...columns.keys()].filter((column) => !OWN.has(column) && !listed.has(column)),
    ...[...listed.keys()].filter((column) => !columns.has(column)),
  ];
  await store(connection, expected, [...listed.keys()]);
  const differs = [...listed.keys()].flatMap((column) => differing(column, columns.get(column)));
  const { rows } = await connection.query<Record<"missing" | "extra" | "different" | "rows", string>>(`
    SELECT count(*) FILTER (WHERE "t"."_id" IS NULL) AS missing, count(*) FILTER (WHERE "e"."_id" IS NULL) AS extra,
      count("t"."_id") AS rows,
      count(*) FILTER (WHERE "t"."_id" IS NOT NULL AND "e"."_id" IS NOT NULL AND (${["false", ...differs].join(" OR ")})) AS different
    FROM "expected" AS "e" FULL JOIN ${tableOf(place)} AS "t" ON "e"."_id" = "t"."_id"`);
  await connection.query(`DROP TABLE "expected"`);
  const count = (name: "missing" | "extra" | "different" | "rows") => Number(rows[0]?.[name]);
  return {
    documents: expected.size,
    rows: count("rows"),
    missing: count("missing"),
    extra: count("extra"),
    different: count("different"),
    columns: wrong,
  };
}

const OWN: ReadonlySet<string> = new Set([...OWN_COLUMNS, BATCH_COLUMN].map(({ column }) => column));

/** The table's columns with PostgreSQL's types; none if there is no table. */
async function columnsOf(connection: pg.Client, table: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await connection.query<{ name: string; type: string }>(
    `SELECT attname AS name, format_type(atttypid, NULL) AS type FROM pg_attribute
      WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped`,
    [table],
  );
  return new Map(rows.map(({ name, type }) => [name, type]));
}

const ROWS_AT_ONCE = 2_000;

/** The projected documents as JSON texts. */
async function store(
  connection: pg.Client,
  expected: Awaited<ReturnType<typeof expectedDocuments>>,
  columns: readonly string[],
): Promise<void> {
  const definitions = columns.map((column) => `${quoted(column)} text`);
  await connection.query(`CREATE TEMP TABLE "expected" (${['"_id" text', ...definitions].join(", ")})`);
  const rows = [...expected].map(([_id, fields]) => ({
    _id,
    ...Object.fromEntries(Object.entries(fields).map(([name, text]) => [name.toLowerCase(), text])),
  }));
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE)
    await connection.query(`INSERT INTO "expected" SELECT * FROM json_populate_recordset(NULL::"expected", $1)`, [
      JSON.stringify(rows.slice(at, at + ROWS_AT_ONCE)),
    ]);
}

/** Whether a field of the document is not what the row has. Numbers are compared without rounding, times to the microsecond. */
function differing(column: string, type: string | undefined): string[] {
  if (type === undefined) return [];
  const [document, row] = [`NULLIF("e".${quoted(column)}, 'null')`, `"t".${quoted(column)}`];
  if (type === "super") return [`${document}::jsonb IS DISTINCT FROM NULLIF(${row}::jsonb, 'null'::jsonb)`];
  const text = `(${document}::jsonb #>> '{}')`;
  const [same, as] = COMPARED.find(([pattern]) => pattern.test(type)) ?? [];
  return same === undefined
    ? [`${text} IS DISTINCT FROM ${row}::text`]
    : [`${text}::${as} IS DISTINCT FROM ${row}::${as}`];
}

const COMPARED: readonly (readonly [RegExp, string])[] = [
  [/^(bigint|numeric)$/, "numeric"],
  [/^double precision$/, "double precision"],
  [/^boolean$/, "boolean"],
  // Without its zone a text's Z is ignored, and it is UTC already.
  [/^(date|timestamp)/, "timestamp"],
];
