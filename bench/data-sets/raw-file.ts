import { OP_COLUMN, TIMESTAMP_COLUMN } from "../../contracts/passthrough.ts";
import { type Random, seededRandom } from "../../local/demo/random.ts";
import { toCsv } from "../../local/dms/csv.ts";
import type { DataSet } from "./data-set.ts";

/** Records are written in batches of this size: many small writes would take longer than making the data. */
const BATCH_BYTES = 1024 * 1024;
const SEED = 20260222;
const START = Date.UTC(2026, 1, 22, 10, 15);

export interface CsvBatch {
  readonly csv: Buffer;
  readonly rows: number;
}

/** A RAW file of about `bytes` bytes, as DMS would write it, in batches. The bytes are the same on every machine. */
export function* rawFile({ columns, cells }: DataSet, bytes: number): Generator<CsvBatch> {
  const random = seededRandom(SEED);
  let csv = toCsv([[OP_COLUMN, TIMESTAMP_COLUMN, "oid__id", ...columns]]);
  let written = 0;
  let rows = 0;
  for (let index = 0; written + csv.length < bytes; index++) {
    csv += toCsv([[operation(random), timestamp(index), random.hex(24), ...cells(random)]]);
    rows++;
    if (csv.length < BATCH_BYTES) continue;
    const batch = { csv: Buffer.from(csv), rows };
    written += batch.csv.length;
    [csv, rows] = ["", 0];
    yield batch;
  }
  yield { csv: Buffer.from(csv), rows };
}

/** Mostly inserts, as in a full load; a few updates and deletes, so that every peer must handle them. */
function operation(random: Random): string {
  if (random.oneIn(200)) return "D";
  return random.oneIn(100) ? "U" : "I";
}

function timestamp(index: number): string {
  return new Date(START + index * 7).toISOString().replace("T", " ").replace("Z", "000");
}
