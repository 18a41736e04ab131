import fc from "fast-check";
import type { Trace } from "../shipped/shipped.ts";
import type { Listed, Upload } from "../shipped/upload.ts";
import { fatalFile } from "./fatal-file.ts";
import { GZIP_FAULTS } from "./gzip-faults.ts";
import { listedHeaders } from "./listed-headers.ts";
import { anyListed } from "./masks.ts";
import { plantedValue } from "./planted-value.ts";
import { csvOf, packed, rawFile, uploadOf } from "./raw-file.ts";

/** An object with planted values, and the outcome that it must have. */
export interface PlantedUpload {
  /** Its fault, for the counts in the report. */
  readonly kind: string;
  readonly upload: Upload;
  readonly expected: Trace["outcome"];
  /** Header names that may be printed by rule 20, with or without planted values. */
  readonly printable: ReadonlySet<string>;
}

/** Sound files with planted values only in unlisted places; files with planted values everywhere that must fail; objects to skip. */
export function plantedUpload(listed = anyListed()): fc.Arbitrary<PlantedUpload> {
  return fc.oneof(
    { weight: 6, arbitrary: soundFile(listed) },
    { weight: 5, arbitrary: failingFile(listed) },
    { weight: 1, arbitrary: brokenGzip(listed) },
    { weight: 1, arbitrary: foreignObject(listed) },
  );
}

function soundFile(listed: fc.Arbitrary<Listed>): fc.Arbitrary<PlantedUpload> {
  return rawFile("unlisted", listed).map((file) => {
    const headers = listedHeaders(file.listed.mask);
    const printable = printableNames(file.table.header.filter((name) => !headers.has(name)));
    return { kind: "sound", upload: uploadOf(file), expected: "cleaned", printable };
  });
}

function failingFile(listed: fc.Arbitrary<Listed>): fc.Arbitrary<PlantedUpload> {
  return fatalFile(listed).map(({ file, fault, csv, hasHeader }) => {
    const printable = printableNames(hasHeader ? file.table.header : []);
    return { kind: fault, upload: uploadOf(file, packed(csv, file.packing)), expected: "failed", printable };
  });
}

function brokenGzip(listed: fc.Arbitrary<Listed>): fc.Arbitrary<PlantedUpload> {
  const fault = fc.constantFrom(...Object.entries(GZIP_FAULTS));
  return fc.tuple(rawFile("sound", listed), fault, plantedValue(), fc.nat()).map(([file, [kind, pack], word, at]) => {
    const upload = uploadOf(file, pack(csvOf(file), word, at));
    return { kind, upload, expected: "failed", printable: new Set() };
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

function foreignObject(listed: fc.Arbitrary<Listed>): fc.Arbitrary<PlantedUpload> {
  return fc.tuple(rawFile("sound", listed), fc.constantFrom(...FOREIGN_KEYS)).map(([file, key]) => {
    return { kind: "object to skip", upload: { ...uploadOf(file), key }, expected: "skipped", printable: new Set() };
  });
}

/** Rule 20: at most 64 letters, digits, `_` and dots. A second implementation, independent of the cleaner's. */
export function printableNames(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.filter((name) => /^[a-z0-9_.]{1,64}$/i.test(name)));
}
