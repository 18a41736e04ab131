import { gzipSync } from "node:zlib";
import fc from "fast-check";
import type { Trace } from "../shipped/shipped.ts";
import type { Listed, Upload } from "../shipped/upload.ts";
import { FATAL_FAULTS } from "./fatal-faults.ts";
import { listedHeaders } from "./listed-headers.ts";
import { mark } from "./mark.ts";
import { anyListed } from "./masks.ts";
import { csvOf, packed, rawFile, uploadOf } from "./raw-file.ts";

/** An object with marks in it, and what must become of it. */
export interface MarkedUpload {
  /** What is odd about it, for the count of what was tried. */
  readonly kind: string;
  readonly upload: Upload;
  readonly expected: Trace["outcome"];
  /** Header names that rule 20 lets be told, marks in them or not. */
  readonly tellable: ReadonlySet<string>;
}

/** Sound files with marks in unlisted places alone; files with marks everywhere that must fail; objects that are not ours. */
export function markedUpload(listed = anyListed()): fc.Arbitrary<MarkedUpload> {
  return fc.oneof(
    { weight: 6, arbitrary: soundFile(listed) },
    { weight: 3, arbitrary: fatalFile(listed) },
    { weight: 1, arbitrary: brokenGzip(listed) },
    { weight: 1, arbitrary: foreignObject(listed) },
  );
}

function soundFile(listed: fc.Arbitrary<Listed>): fc.Arbitrary<MarkedUpload> {
  return rawFile("unlisted", listed).map((file) => {
    const headers = listedHeaders(file.listed.mask);
    const tellable = tellableNames(file.table.header.filter((name) => !headers.has(name)));
    return { kind: "sound", upload: uploadOf(file), expected: "cleaned", tellable };
  });
}

function fatalFile(listed: fc.Arbitrary<Listed>): fc.Arbitrary<MarkedUpload> {
  const fault = fc.constantFrom(...Object.entries(FATAL_FAULTS));
  return fc.tuple(rawFile("all", listed), fault, fc.nat(), mark()).map(([file, [kind, write], at, word]) => {
    const csv = write(file, { row: at % file.table.rows.length, word, turn: at });
    const tellable = tellableNames(kind === "no header" ? [] : file.table.header);
    return { kind, upload: uploadOf(file, packed(csv, file.packing)), expected: "failed", tellable };
  });
}

function brokenGzip(listed: fc.Arbitrary<Listed>): fc.Arbitrary<MarkedUpload> {
  return fc.tuple(rawFile("all", listed), fc.nat(), mark(), fc.boolean()).map(([file, at, word, isCut]) => {
    const whole = gzipSync(csvOf(file));
    const cut = whole.subarray(0, 2 + (at % (whole.length - 2)));
    const body = isCut ? cut : Buffer.concat([whole, Buffer.from(word)]);
    const kind = isCut ? "gzip cut short" : "bytes behind gzip";
    return { kind, upload: uploadOf(file, body), expected: "failed", tellable: new Set() };
  });
}

const FOREIGN_KEYS = [
  "mongodb-data/legion/no_such_collection/x.csv",
  "mongodb-data/legion/__proto__/x.csv",
  "mongodb-data/legion/awsdms_status/x.csv",
  "mongodb-data/x.csv",
  "mongodb-data-2/legion/no_such_collection/x.csv",
  "production-us-west-2/clean/legion/no_such_collection/x.csv",
];

function foreignObject(listed: fc.Arbitrary<Listed>): fc.Arbitrary<MarkedUpload> {
  return fc.tuple(rawFile("all", listed), fc.constantFrom(...FOREIGN_KEYS)).map(([file, key]) => {
    return { kind: "not ours", upload: { ...uploadOf(file), key }, expected: "skipped", tellable: new Set() };
  });
}

/** Rule 20: letters, digits, `_` and dots, 64 at most. Said here once more, so that the cleaner does not judge itself. */
export function tellableNames(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.filter((name) => /^[a-z0-9_.]{1,64}$/i.test(name)));
}
