import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { exportedTablesOf } from "../../contracts/exported-tables-of.ts";
import type { Sources } from "../../contracts/source.ts";
import { table } from "../../contracts/table.ts";
import {
  batchPrefix,
  type ExportManifest,
  type ExportPart,
  manifestKey,
  partsKey,
  timeOfBatch,
} from "../../functions/shared/export-manifest.ts";
import { storedObject } from "../../local/s3-object.ts";
import type { S3Server } from "../../local/s3-server.ts";

export const BUCKET = "bench";
export const PLACE = { database: "bench", table: "items" } as const;
export const BATCH = "20260727T0130";
const QUERY = "01b2";
const PARTS = 10;

/** A table as wide as an order's items, without personal data. */
export const SOURCES: Sources = {
  bench: {
    engine: "snowflake",
    tables: {
      items: table({
        key: ["order_id", "product_id"],
        columns: {
          order_id: "integer",
          product_id: "integer",
          add_to_cart_order: "integer",
          reordered: "boolean",
          title: "text",
          updated_at: "timestamp",
        },
      }),
    },
  },
};

export const TABLES = exportedTablesOf(SOURCES).bench ?? {};

export interface Written {
  readonly manifest: ExportManifest;
  /** The same parts as files. */
  readonly files: readonly string[];
  readonly csvBytes: number;
}

/** Writes a batch as the export does, to S3 and to a folder. */
export function writeParts(s3: S3Server, folder: string, rows: number): Written {
  const each = Math.ceil(rows / PARTS);
  const columns = Object.keys(TABLES.items?.columns ?? {});
  let csvBytes = 0;
  const files: string[] = [];
  const parts = Array.from({ length: PARTS }, (_, index): ExportPart => {
    const first = index * each;
    const own = Math.min(each, rows - first);
    const csv = `${columns.join(",")}\n${Array.from({ length: own }, (__, at) => row(first + at)).join("")}`;
    csvBytes += csv.length;
    const body = gzipSync(csv);
    const file = join(folder, `part-${index}.csv.gz`);
    writeFileSync(file, body);
    files.push(file);
    const key = `${batchPrefix(PLACE.table, timeOfBatch(BATCH))}items_part_${QUERY}_0_${index}_0.csv.gz`;
    const object = storedObject(body);
    s3.objects.set(`${BUCKET}/${key}`, object);
    return { manifest: manifestKey({ ...PLACE, batch: BATCH }), key, etag: object.etag, bytes: body.length, rows: own };
  });
  const place = { ...PLACE, batch: BATCH };
  const manifest: ExportManifest = {
    ...place,
    kind: "full",
    queryId: QUERY,
    columns,
    to: "2026-07-27T01:30:00.000000000Z",
    rows,
    parts: { key: partsKey({ ...place, queryId: QUERY }), count: PARTS, bytes: 0 },
  };
  const put = (key: string, text: string) => s3.objects.set(`${BUCKET}/${key}`, storedObject(Buffer.from(text)));
  put(manifest.parts.key, parts.map((part) => `${JSON.stringify(part)}\n`).join(""));
  put(manifestKey(place), JSON.stringify(manifest));
  return { manifest, files, csvBytes };
}

/** About 60 bytes of varied text. */
function row(at: number): string {
  const product = (at * 7_919) % 49_688;
  const time = new Date(1_750_000_000_000 + at * 97).toISOString().slice(0, 23).replace("T", " ");
  return `${Math.floor(at / 10)},${product},${at % 10},${at % 3 === 0},"product ${product} of ${at % 134}",${time}\n`;
}
