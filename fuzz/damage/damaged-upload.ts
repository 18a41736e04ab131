import fc from "fast-check";
import { csvOf, packed, rawFile, uploadOf } from "../marks/raw-file.ts";
import type { Upload } from "../shipped/upload.ts";
import { mutations } from "./mutations.ts";

export interface DamagedUpload {
  readonly upload: Upload;
  /** As it was before; undefined where more than one thing may be read from its bytes. */
  readonly undamaged: Buffer | undefined;
}

/** A sound file with marks in every cell, listed or not, of which the CSV was damaged before it was gzipped. */
export function damagedCsv(): fc.Arbitrary<DamagedUpload> {
  return fc.tuple(rawFile("sound"), mutations()).map(([file, mutate]) => {
    const body = packed(mutate(csvOf(file)), file.packing);
    return { upload: uploadOf(file, body), undamaged: undefined };
  });
}

/** The same, but the gzip itself was damaged: its checksum tells. */
export function damagedGzip(): fc.Arbitrary<DamagedUpload> {
  const file = rawFile("sound").map((made) =>
    made.packing === "plain" ? { ...made, packing: "gzip" as const } : made,
  );
  return fc.tuple(file, mutations()).map(([made, mutate]) => {
    const csv = csvOf(made);
    const body = mutate(packed(csv, made.packing));
    const hasOneMember =
      made.packing !== "gzip in two members" && body.indexOf(MAGIC) === 0 && body.lastIndexOf(MAGIC) === 0;
    return { upload: uploadOf(made, body), undamaged: hasOneMember ? csv : undefined };
  });
}

const MAGIC = Buffer.of(0x1f, 0x8b);
