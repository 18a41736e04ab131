import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import { literal, quoted, runDuck } from "../lake/duck.ts";

/** A COPY statement as clearwell writes it. */
interface Copy {
  /** Quoted. */
  readonly table: string;
  /** URL of the manifest. */
  readonly manifest: string;
}

export function copyOf(sql: string): Copy | undefined {
  const [, table, manifest] =
    /^COPY ("[^"]+") FROM '([^']+)' IAM_ROLE 'arn:aws:iam::\d+:role\/[^']+' FORMAT AS PARQUET MANIFEST$/.exec(sql) ??
    [];
  return table === undefined || manifest === undefined ? undefined : { table, manifest };
}

interface Entry {
  readonly url: string;
  readonly mandatory?: boolean;
  readonly meta?: { readonly content_length?: number };
}

/**
 * Loads Parquet files as Redshift does: columns by position, as many as the table has, each of the very type; texts by their bytes; lengths
 * from the manifest. https://docs.aws.amazon.com/redshift/latest/dg/copy-usage_notes-copy-from-columnar.html
 */
export async function copyParquet(
  connection: pg.Client,
  { table, manifest }: Copy,
  readObject: (url: string) => Buffer | undefined,
): Promise<void> {
  const text = readObject(manifest);
  if (text === undefined)
    throw new Error(`Problem reading manifest file - S3ServiceException: The specified key does not exist.`);
  const { entries } = JSON.parse(text.toString()) as { entries: readonly Entry[] };
  const columns = await columnsOf(connection, table);
  for (const { url, mandatory = false, meta } of entries) {
    const body = readObject(url);
    if (body === undefined && mandatory)
      throw new Error("Spectrum Scan Error code: 15001: a mandatory file is not there");
    if (body === undefined) continue;
    if (meta?.content_length === undefined)
      throw new Error("COPY with MANIFEST parameter requires full path of an S3 object.");
    if (meta.content_length !== body.length)
      throw new Error("Spectrum Scan Error code: 15001: the file has another length");
    await insert(connection, table, columns, body);
  }
}

interface Column {
  readonly name: string;
  readonly type: string;
  /** In bytes, as Redshift counts. */
  readonly length: number | null;
}

async function columnsOf(connection: pg.Client, table: string): Promise<readonly Column[]> {
  const { rows } = await connection.query<Column>(
    `SELECT attname AS name, format_type(atttypid, NULL) AS type, NULLIF(atttypmod, -1) - 4 AS length
      FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [table],
  );
  return rows;
}

/** The Parquet types that Redshift takes for a column, as DuckDB names them. An INT32 is none for a BIGINT. */
const TAKEN: Readonly<Record<string, RegExp>> = {
  "character varying": /^VARCHAR$/,
  character: /^VARCHAR$/,
  bpchar: /^VARCHAR$/,
  bigint: /^BIGINT$/,
  "double precision": /^DOUBLE$/,
  numeric: /^DECIMAL/,
  boolean: /^BOOLEAN$/,
  date: /^DATE$/,
  "timestamp without time zone": /^TIMESTAMP$/,
};

const ROWS_AT_ONCE = 2_000;

async function insert(connection: pg.Client, table: string, columns: readonly Column[], body: Buffer): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "clearwell-copy-"));
  try {
    const file = join(folder, "file.parquet");
    await writeFile(file, body);
    const source = `read_parquet(${literal(file)})`;
    const present = await runDuck(`DESCRIBE SELECT * FROM ${source}`);
    if (present.length !== columns.length)
      throw new Error("Spectrum Scan Error code: 15007: Unmatched number of columns between table and file.");
    for (const [at, { name, type, length }] of columns.entries()) {
      const [of, from] = [present[at]?.column_type, quoted(String(present[at]?.column_name))];
      if (!TAKEN[type]?.test(String(of)))
        throw new Error(`Spectrum Scan Error code: 15007: column ${name} has an incompatible Parquet schema`);
      if (length === null || type === "numeric") continue;
      const [{ long = 0 } = {}] = await runDuck(
        `SELECT count(*)::INTEGER AS long FROM ${source} WHERE strlen(${from}) > ${length}`,
      );
      if (long !== 0)
        throw new Error(
          "Spectrum Scan Error code: 15001: The length of the data column is longer than the length defined in the table.",
        );
    }
    const values = present.map(
      ({ column_name }, at) => `${quoted(String(column_name))}::VARCHAR AS ${quoted(columns[at]?.name ?? "")}`,
    );
    const rows = await runDuck(`SELECT ${values.join(", ")} FROM ${source}`);
    for (let at = 0; at < rows.length; at += ROWS_AT_ONCE)
      await connection.query(`INSERT INTO ${table} SELECT * FROM json_populate_recordset(NULL::${table}, $1)`, [
        JSON.stringify(rows.slice(at, at + ROWS_AT_ONCE)),
      ]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
