import fc from "fast-check";
import type { Trace } from "../shipped/shipped.ts";
import type { Listed, Upload } from "../shipped/upload.ts";
import { fatalFile } from "./fatal-file.ts";
import { GZIP_FAULTS } from "./gzip-faults.ts";
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
    { weight: 5, arbitrary: failingFile(listed) },
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

function failingFile(listed: fc.Arbitrary<Listed>): fc.Arbitrary<MarkedUpload> {
  return fatalFile(listed).map(({ file, fault, csv, hasHeader }) => {
    const tellable = tellableNames(hasHeader ? file.table.header : []);
    return { kind: fault, upload: uploadOf(file, packed(csv, file.packing)), expected: "failed", tellable };
  });
}

function brokenGzip(listed: fc.Arbitrary<Listed>): fc.Arbitrary<MarkedUpload> {
  const fault = fc.constantFrom(...Object.entries(GZIP_FAULTS));
  return fc.tuple(rawFile("sound", listed), fault, mark(), fc.nat()).map(([file, [kind, pack], word, at]) => {
    const upload = uploadOf(file, pack(csvOf(file), word, at));
    return { kind, upload, expected: "failed", tellable: new Set() };
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
  return fc.tuple(rawFile("sound", listed), fc.constantFrom(...FOREIGN_KEYS)).map(([file, key]) => {
    return { kind: "not ours", upload: { ...uploadOf(file), key }, expected: "skipped", tellable: new Set() };
  });
}

/** Rule 20: letters, digits, `_` and dots, 64 at most. Said here once more, so that the cleaner does not judge itself. */
export function tellableNames(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.filter((name) => /^[a-z0-9_.]{1,64}$/i.test(name)));
}
