import { gzipSync } from "node:zlib";
import type { Document } from "./bson.ts";
import { toCsv } from "./csv.ts";
import { type Cells, toCells } from "./table-mode.ts";

/** An event of the change stream. A delete may have only the key. */
export interface Change {
  readonly op: "I" | "U" | "D";
  readonly at: Date;
  readonly document: Document;
}

export interface Replication {
  /** `legion/audit`: the folder of database and collection. */
  readonly folder: string;
  readonly start: Date;
  readonly fullLoad: readonly Document[];
  readonly changes: readonly Change[];
  readonly opInFullLoad: boolean;
  readonly nullMarker: string;
}

/** One object, as a table and as the bytes that DMS writes to S3. */
export interface RawFile {
  readonly path: string;
  readonly header: readonly string[];
  /** The cells of its first row, for display. */
  readonly firstRow: readonly string[];
  readonly body: Buffer;
}

/** Rows in a file, in place of `MaxFileSize` and `CdcMaxBatchInterval`. */
const ROWS_IN_LOAD_FILE = 8_000;
const ROWS_IN_CDC_FILE = 500;

/**
 * The files that DMS writes for a collection with the settings of our S3 endpoint: a header, `Op`, the time in `dms_replicated_at`
 * (for a full load, when the task started), and a marker for null.
 * https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.S3.html
 */
export function* rawFiles(replication: Replication): Generator<RawFile> {
  const { folder, start, nullMarker } = replication;
  const loaded = replication.fullLoad.map((document) => toCells(document));
  // Columns come from the documents of the full load; a field that appears later is not replicated.
  const columns = [...new Set(loaded.flatMap((cells) => [...cells.keys()]))];
  const row = (op: string | undefined, at: Date, cells: Cells) => [
    ...(op === undefined ? [] : [op]),
    timestamp(at),
    ...columns.map((column) => cells.get(column) ?? nullMarker),
  ];
  const file = (name: string, withOp: boolean, rows: readonly string[][]): RawFile => {
    const header = [...(withOp ? ["Op"] : []), "dms_replicated_at", ...columns];
    const body = gzipSync(toCsv([header, ...rows]), { level: 4 });
    return { path: `${folder}/${name}.csv.gz`, header, firstRow: rows[0] ?? [], body };
  };

  const load = loaded.map((cells) => row(replication.opInFullLoad ? "I" : undefined, start, cells));
  for (const [index, rows] of batches(load, ROWS_IN_LOAD_FILE).entries()) {
    const counter = (index + 1).toString(16).toUpperCase().padStart(8, "0");
    yield file(`LOAD${counter}`, replication.opInFullLoad, rows);
  }
  for (const changes of batches(replication.changes, ROWS_IN_CDC_FILE)) {
    const rows = changes.map(({ op, at, document }) => row(op, at, toCells(document)));
    yield file(cdcName(changes.at(-1)?.at ?? start), true, rows);
  }
}

/** `2026-02-22 10:15:00.000000` */
function timestamp(at: Date): string {
  return at.toISOString().replace("T", " ").replace("Z", "000");
}

/** `20260222-101500000`, so that names sort by time. */
function cdcName(at: Date): string {
  return at
    .toISOString()
    .replace(/[-:.Z]/g, "")
    .replace("T", "-");
}

function batches<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
