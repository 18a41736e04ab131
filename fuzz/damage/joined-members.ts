import fc from "fast-check";
import { csvOf, type RawFile, rawFile } from "../planted/raw-file.ts";
import type { Listed } from "../shipped/upload.ts";

/** CSV in pieces, each of which becomes a gzip member. */
export interface JoinedMembers {
  readonly file: RawFile;
  readonly members: readonly Buffer[];
}

/**
 * A file, cut off at a line end or anywhere, sometimes followed by another file of the same collection, complete or not.
 * @param change applied to each file
 */
export function joinedMembers(change: (file: RawFile) => RawFile = (file) => file): fc.Arbitrary<JoinedMembers> {
  const whole = (listed?: fc.Arbitrary<Listed>) => rawFile("sound", listed).map(change);
  return whole().chain((file) =>
    fc
      .tuple(piece(file), fc.option(whole(fc.constant(file.listed)).chain(piece), { nil: Buffer.alloc(0) }))
      .map((members) => ({ file, members })),
  );
}

function piece(file: RawFile): fc.Arbitrary<Buffer> {
  const csv = csvOf(file);
  return fc
    .tuple(fc.nat({ max: csv.length }), fc.constantFrom<Cut>("anywhere", "at a line end", "nowhere"))
    .map(([at, cut]) => csv.subarray(0, endOf(csv, at, cut)));
}

type Cut = "anywhere" | "at a line end" | "nowhere";

function endOf(csv: Buffer, at: number, cut: Cut): number {
  if (cut === "nowhere") return csv.length;
  return cut === "anywhere" ? at : csv.lastIndexOf("\n", at) + 1;
}
