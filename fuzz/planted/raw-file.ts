import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { type Listed, rawKey, type Upload } from "../shipped/upload.ts";
import { type Dialect, writeCsv } from "./csv-bytes.ts";
import { anyListed } from "./masks.ts";
import { dialect, type Places, type Table, table } from "./table.ts";

type Packing = "plain" | "gzip" | "gzip in two members" | "gzip stored" | "gzip with zeros after it";

const PACKINGS: readonly Packing[] = [
  "gzip",
  "gzip",
  "plain",
  "plain",
  "gzip in two members",
  "gzip stored",
  "gzip with zeros after it",
];

/** A RAW file before it is written, and all settings that decide how it is cleaned. */
export interface RawFile {
  readonly table: Table;
  readonly dialect: Dialect;
  readonly hasBom: boolean;
  readonly packing: Packing;
  readonly listed: Listed;
  readonly passOp: boolean;
  readonly chunkBytes: number;
  readonly notifiedBy: Upload["notifiedBy"];
}

/** @param places where it has planted values */
export function rawFile(places: Places, listed = anyListed()): fc.Arbitrary<RawFile> {
  return listed.chain((chosen) =>
    fc.record({
      table: table(chosen.mask, places),
      dialect: dialect(),
      hasBom: fc.boolean(),
      packing: fc.constantFrom<Packing>(...PACKINGS),
      listed: fc.constant(chosen),
      passOp: fc.boolean(),
      chunkBytes: fc.constantFrom(1, 7, 64, 1_000_000, 1_000_000, 1_000_000),
      notifiedBy: fc.constantFrom<Upload["notifiedBy"]>("S3", "S3", "SQS", "EventBridge"),
    }),
  );
}

export function csvOf({ table: written, dialect, hasBom }: RawFile): Buffer {
  return Buffer.concat([Buffer.from(hasBom ? BOM : ""), writeCsv(written, dialect)]);
}

/** @param body the object's bytes, if they differ from the file's */
export function uploadOf(file: RawFile, body = packed(csvOf(file), file.packing)): Upload {
  const { listed, passOp, notifiedBy, packing } = file;
  // Each piece of a gzip goes to another thread and back, which takes time; plain files test how CSV is cut.
  const chunkBytes = packing === "plain" ? file.chunkBytes : Math.max(file.chunkBytes, 64);
  return { key: rawKey(listed), body, listed, passOp, chunkBytes, notifiedBy, delimiter: file.dialect.delimiter };
}

export function packed(csv: Buffer, packing: Packing): Buffer {
  if (packing === "plain") return csv;
  if (packing === "gzip") return gzipSync(csv, { level: 1 });
  if (packing === "gzip stored") return gzipSync(csv, { level: 0 });
  if (packing === "gzip with zeros after it") return Buffer.concat([gzipSync(csv), Buffer.alloc(csv.length)]);
  const middle = csv.length >> 1;
  return Buffer.concat([gzipSync(csv.subarray(0, middle)), gzipSync(csv.subarray(middle))]);
}

const BOM = "\uFEFF";
