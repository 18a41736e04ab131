/** A program that is compared: a file in `peers/` that does the same job in a process of its own. */
export interface Peer {
  readonly name: string;
  /** Its name in the tables. */
  readonly title: string;
  readonly file: `${string}.ts` | `${string}.py`;
  /** The npm package whose version is shown. */
  readonly package?: string;
  /** The Python package whose version is shown; the peer runs in the benchmark's own virtual environment. */
  readonly wheel?: string;
  /** The program that must be installed. */
  readonly program?: string;
  /** It writes null if a field has no value, while we leave the field out. The comparison allows that. */
  readonly writesNulls?: true;
}

/** Of the peers that use zlib, and of the floor: half the time of level 6 for at most 13 % more bytes, over all data sets. */
export const GZIP_LEVEL = 3;

/** Our reference kernel, with which the fast one must agree. */
export const REFERENCE = "reference";

/** The denominator of every ratio. */
export const OURS: Peer = { name: "clearwell", title: "clearwell", file: "clearwell.ts" };

export const OTHERS: readonly Peer[] = [
  { name: "udsv", title: "uDSV, chunks", file: "udsv.ts", package: "udsv" },
  { name: REFERENCE, title: "our reference (papaparse, lossless JSON)", file: "reference.ts", package: "papaparse" },
  { name: "python-csv", title: "Python csv, json, gzip", file: "python-csv.py", program: "python3" },
  { name: "duckdb", title: "DuckDB", file: "duckdb.ts", package: "@duckdb/node-api", writesNulls: true },
  { name: "polars", title: "polars", file: "polars-lazy.py", wheel: "polars", writesNulls: true },
  { name: "clickhouse", title: "ClickHouse (chDB)", file: "clickhouse.py", wheel: "chdb", writesNulls: true },
  { name: "csv-parse", title: "csv-parse, stream", file: "csv-parse.ts", package: "csv-parse" },
  { name: "papaparse-chunks", title: "papaparse, chunks", file: "papaparse-chunks.ts", package: "papaparse" },
  { name: "papaparse-stream", title: "papaparse, stream", file: "papaparse-stream.ts", package: "papaparse" },
  { name: "fast-csv", title: "fast-csv, stream", file: "fast-csv.ts", package: "fast-csv" },
  { name: "miller", title: "Miller", file: "miller.py", program: "mlr", writesNulls: true },
];

/** Only what every peer must do: gunzip the input and gzip the output. */
export const FLOOR: Peer = { name: "floor", title: "floor: gunzip and gzip alone", file: "floor.ts" };
