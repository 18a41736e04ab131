import fc from "fast-check";
import type { Projection } from "../../functions/cleaner/projection.ts";
import { joinedMembers } from "../damage/joined-members.ts";
import { mutations } from "../damage/mutations.ts";
import { fatalFile } from "../planted/fatal-file.ts";
import { csvOf, type RawFile, rawFile } from "../planted/raw-file.ts";
import { anyDialect } from "../planted/table.ts";

export interface KernelExample {
  readonly csv: Buffer;
  readonly projection: Projection;
  readonly chunkSizes: readonly number[];
}

/** A generated RAW file for both kernels: sound, with a fault, joined to another file, or in any dialect; sometimes also damaged. */
export function kernelExample(): fc.Arbitrary<KernelExample> {
  const damage = fc.option(mutations(), { nil: (bytes: Buffer) => bytes });
  const nullMarker = fc.constantFrom("NULL", "NULL", "", '"', "open", "\u00e9\u{1f642}");
  return fc.tuple(anyCsv(), damage, nullMarker, chunkSizes()).map(([{ csv, file }, mutate, marker, sizes]) => ({
    csv: mutate(csv),
    projection: { mask: file.listed.mask, nullMarker: marker, passOp: file.passOp },
    chunkSizes: sizes,
  }));
}

function anyCsv(): fc.Arbitrary<{ readonly csv: Buffer; readonly file: RawFile }> {
  const sound = fc.oneof(rawFile("unlisted"), rawFile("sound")).map(withCommas);
  return fc.oneof(
    { weight: 3, arbitrary: sound.map((file) => ({ csv: csvOf(file), file })) },
    fatalFile(undefined, withCommas),
    joinedMembers(withCommas).map(({ file, members }) => ({ csv: Buffer.concat(members), file })),
    fc.tuple(sound, anyDialect()).map(([file, dialect]) => ({ csv: csvOf({ ...file, dialect }), file })),
  );
}

/** The byte kernel supports only this delimiter. */
function withCommas(file: RawFile): RawFile {
  return { ...file, dialect: { ...file.dialect, delimiter: "," } };
}

/** One byte, small pieces, and the whole file. */
export function chunkSizes(): fc.Arbitrary<number[]> {
  return fc
    .tuple(fc.integer({ min: 2, max: 16 }), fc.integer({ min: 17, max: 4096 }))
    .map((some) => [1, ...some, 1 << 30]);
}
