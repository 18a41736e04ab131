import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { literal } from "../lake/duck.ts";
import { parseCopyInto, withoutMoment } from "./copy-into.ts";
import { type Execute, type Result, StatementFailure } from "./statements.ts";

/** DuckDB in Snowflake's place: it has the tables and views of one database, and unloads. */
export interface DuckWarehouse {
  /** Runs a statement in DuckDB's own SQL, which may use Snowflake's types. */
  readonly query: (sql: string) => Promise<Result>;
  readonly execute: Execute;
  /** Waits for statements that still run. */
  readonly close: () => Promise<void>;
}

interface DuckWarehouseProps {
  /** Snowflake's database, such as `CLEARWELL_PRODUCTION`. */
  readonly database: string;
  /** Takes a part. @param key within the stage's folder */
  readonly put: (key: string, body: Buffer) => Promise<void> | void;
  /** Whether Time Travel has that moment: UTC, ISO 8601. Default: every one. What is read is always what is there now. */
  readonly hasMoment?: (moment: string) => boolean;
}

/** Bytes of a row in a part, gzipped, about: `MAX_FILE_SIZE` decides how many rows a part has. */
const BYTES_OF_ROW = 16;

/** What a statement of an export names and DuckDB has not. */
const SNOWFLAKE = [
  "CREATE TYPE TIMESTAMP_NTZ AS TIMESTAMP",
  "CREATE TYPE TIMESTAMP_TZ AS TIMESTAMPTZ",
  "CREATE MACRO CONVERT_TIMEZONE(zone, value) AS timezone(zone, value::TIMESTAMPTZ)",
  `CREATE MACRO TO_VARCHAR(value, format) AS strftime(value, CASE format
     WHEN 'YYYY-MM-DD' THEN '%Y-%m-%d' WHEN 'YYYY-MM-DD HH24:MI:SS.FF9' THEN '%Y-%m-%d %H:%M:%S.%n' END)`,
];

/** Snowflake's numbers: the moment is beyond Time Travel; the object does not exist or may not be seen. */
const NO_MOMENT = "000707";
const NO_OBJECT = "002003";

export async function startDuckWarehouse(props: DuckWarehouseProps): Promise<DuckWarehouse> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  for (const sql of [
    `ATTACH ':memory:' AS ${props.database}`,
    `USE ${props.database}`,
    "SET TimeZone = 'UTC'",
    ...SNOWFLAKE,
  ])
    await connection.run(sql);
  const query = async (sql: string) => resultOf(await connection.runAndReadAll(sql));
  const run: Execute = async (statement, queryId) => {
    const copy = parseCopyInto(statement);
    const { sql, moment } = withoutMoment(copy?.select ?? statement);
    if (moment !== undefined && props.hasMoment?.(moment) === false) throw new StatementFailure(NO_MOMENT);
    try {
      return copy === undefined
        ? await query(sql)
        : await unload(connection, { ...copy, select: sql, queryId }, props.put);
    } catch (error) {
      throw /Catalog Error/.test(String(error)) ? new StatementFailure(NO_OBJECT, String(error)) : error;
    }
  };
  const running = new Set<Promise<unknown>>();
  return {
    query,
    execute: (statement, queryId) => {
      const ended = run(statement, queryId);
      running.add(ended);
      return ended.finally(() => running.delete(ended));
    },
    close: async () => {
      await Promise.allSettled(running);
      connection.closeSync();
      instance.closeSync();
    },
  };
}

interface Unload {
  readonly path: string;
  readonly select: string;
  readonly maxFileSize: number;
  readonly queryId: string;
}

/** Writes the parts with Snowflake's names, and answers as DETAILED_OUTPUT does. */
async function unload(
  connection: DuckDBConnection,
  { path, select, maxFileSize, queryId }: Unload,
  put: DuckWarehouseProps["put"],
): Promise<Result> {
  const table = `temp.unload_${queryId.replaceAll("-", "_")}`;
  await connection.run(`CREATE TEMP TABLE ${table} AS ${select}`);
  const counted = resultOf(await connection.runAndReadAll(`SELECT count(*) FROM ${table}`));
  const count = Number(counted.rows[0]?.[0] ?? 0);
  const rowsOfPart = Math.max(1, Math.floor(maxFileSize / BYTES_OF_ROW));
  const folder = mkdtempSync(join(tmpdir(), "clearwell-unload-"));
  const rows: string[][] = [];
  try {
    for (let from = 0, part = 0; from < count; from += rowsOfPart, part++) {
      const to = Math.min(from + rowsOfPart, count);
      const file = join(folder, "part.csv.gz");
      const own = `SELECT * FROM ${table} WHERE rowid >= ${from} AND rowid < ${to} ORDER BY rowid`;
      await connection.run(`COPY (${own}) TO ${literal(file)} (FORMAT csv, HEADER, COMPRESSION gzip)`);
      const body = readFileSync(file);
      const key = `${path}_${queryId}_0_0_${part}.csv.gz`;
      await put(key, body);
      rows.push([key.slice(key.lastIndexOf("/") + 1), String(body.length), String(to - from)]);
    }
  } finally {
    rmSync(folder, { recursive: true });
    await connection.run(`DROP TABLE ${table}`);
  }
  return { columns: ["FILE_NAME", "FILE_SIZE", "ROW_COUNT"], rows };
}

function resultOf(read: { columnNames(): readonly string[]; getRowsJson(): readonly (readonly unknown[])[] }): Result {
  const rows = read
    .getRowsJson()
    .map((row) => row.map((value) => (value === null ? null : `${value as string | number | boolean}`)));
  return { columns: read.columnNames().map((name) => name.toUpperCase()), rows };
}
