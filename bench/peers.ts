/** Who takes part. Each is a file in `peers/` that does the same job in a process of its own. */
export interface Peer {
  readonly name: string;
  /** As the tables call it. */
  readonly title: string;
  readonly file: `${string}.ts` | `${string}.py`;
  /** The npm package whose version counts. */
  readonly package?: string;
  /** The program that has to be installed. */
  readonly program?: string;
  /** It writes null where we leave a field out; that is let pass. */
  readonly writesNulls?: true;
}

/** Ours, the plain way: what our fast way must agree with. */
export const REFERENCE = "reference";

/** What every ratio is against. */
export const OURS: Peer = { name: "clearwell", title: "clearwell", file: "clearwell.ts" };

export const OTHERS: readonly Peer[] = [
  { name: "udsv", title: "uDSV, chunks", file: "udsv.ts", package: "udsv" },
  { name: REFERENCE, title: "our reference (papaparse, lossless JSON)", file: "reference.ts", package: "papaparse" },
  { name: "python-csv", title: "Python csv, json, gzip", file: "python-csv.py", program: "python3" },
  { name: "duckdb", title: "DuckDB", file: "duckdb.ts", package: "@duckdb/node-api", writesNulls: true },
  { name: "csv-parse", title: "csv-parse, stream", file: "csv-parse.ts", package: "csv-parse" },
  { name: "papaparse-chunks", title: "papaparse, chunks", file: "papaparse-chunks.ts", package: "papaparse" },
  { name: "papaparse-stream", title: "papaparse, stream", file: "papaparse-stream.ts", package: "papaparse" },
  { name: "fast-csv", title: "fast-csv, stream", file: "fast-csv.ts", package: "fast-csv" },
  { name: "miller", title: "Miller", file: "miller.py", program: "mlr", writesNulls: true },
];

/** Does only what nobody can do without: gunzip the input, gzip the output. */
export const FLOOR: Peer = { name: "floor", title: "floor: gunzip and gzip alone", file: "floor.ts" };
