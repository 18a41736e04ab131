import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { type Listed, rawKey, type Upload } from "../shipped/upload.ts";
import { type Dialect, writeCsv } from "./csv-bytes.ts";
import { anyListed } from "./masks.ts";
import { dialect, type Places, type Table, table } from "./table.ts";

type Packing = "plain" | "gzip" | "gzip in two members" | "gzip stored" | "gzip with zeros behind it";

const PACKINGS: readonly Packing[] = [
  "gzip",
  "gzip",
  "plain",
  "plain",
  "gzip in two members",
  "gzip stored",
  "gzip with zeros behind it",
];

/** A RAW file before it is written, and all that decides how it is cleaned. */
export interface RawFile {
  readonly table: Table;
  readonly dialect: Dialect;
  readonly hasBom: boolean;
  readonly packing: Packing;
  readonly listed: Listed;
  readonly passOp: boolean;
  readonly chunkBytes: number;
  readonly told: Upload["told"];
}

/** @param places where it has marks */
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
      told: fc.constantFrom<Upload["told"]>("by S3", "by S3", "by SQS", "by EventBridge"),
    }),
  );
}

export function csvOf({ table: written, dialect, hasBom }: RawFile): Buffer {
  return Buffer.concat([Buffer.from(hasBom ? BOM : ""), writeCsv(written, dialect)]);
}

/** @param body the object's bytes, where they are not just what the file gives */
export function uploadOf(file: RawFile, body = packed(csvOf(file), file.packing)): Upload {
  const { listed, passOp, told, packing } = file;
  // Each piece of a gzip costs a way to another thread and back; how CSV is cut is told by the plain ones.
  const chunkBytes = packing === "plain" ? file.chunkBytes : Math.max(file.chunkBytes, 64);
  return { key: rawKey(listed), body, listed, passOp, chunkBytes, told, delimiter: file.dialect.delimiter };
}

export function packed(csv: Buffer, packing: Packing): Buffer {
  if (packing === "plain") return csv;
  if (packing === "gzip") return gzipSync(csv, { level: 1 });
  if (packing === "gzip stored") return gzipSync(csv, { level: 0 });
  if (packing === "gzip with zeros behind it") return Buffer.concat([gzipSync(csv), Buffer.alloc(csv.length)]);
  const middle = csv.length >> 1;
  return Buffer.concat([gzipSync(csv.subarray(0, middle)), gzipSync(csv.subarray(middle))]);
}

const BOM = "\uFEFF";
