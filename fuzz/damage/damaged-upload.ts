import fc from "fast-check";
import { csvOf, packed, rawFile, uploadOf } from "../planted/raw-file.ts";
import { anyDialect } from "../planted/table.ts";
import type { Upload } from "../shipped/upload.ts";
import { joinedMembers } from "./joined-members.ts";
import { mutations } from "./mutations.ts";

/**
 * A sound file with planted values in every cell, listed or not. Its CSV is damaged before it is gzipped: bytes are changed, it ends
 * at the end of a gzip member, other files follow it, or it has an unexpected dialect.
 */
export function damagedCsv(): fc.Arbitrary<Upload> {
  return fc.oneof({ weight: 3, arbitrary: changed() }, { weight: 2, arbitrary: joined() }, inOtherDialect());
}

/** The same, but the gzip itself is damaged, so its checksum is wrong. */
export function damagedGzip(): fc.Arbitrary<Upload> {
  const file = rawFile("sound").map((made) =>
    made.packing === "plain" ? { ...made, packing: "gzip" as const } : made,
  );
  return fc.tuple(file, mutations()).map(([made, mutate]) => uploadOf(made, mutate(packed(csvOf(made), made.packing))));
}

function changed(): fc.Arbitrary<Upload> {
  return fc
    .tuple(rawFile("sound"), mutations())
    .map(([file, mutate]) => uploadOf(file, packed(mutate(csvOf(file)), file.packing)));
}

function joined(): fc.Arbitrary<Upload> {
  return joinedMembers().map(({ file, members }) => {
    const packing = file.packing === "gzip in two members" ? "gzip" : file.packing;
    return uploadOf(file, Buffer.concat(members.map((member) => packed(member, packing))));
  });
}

function inOtherDialect(): fc.Arbitrary<Upload> {
  return fc
    .tuple(rawFile("sound"), anyDialect())
    .map(([file, dialect]) => uploadOf(file, packed(csvOf({ ...file, dialect }), file.packing)));
}
