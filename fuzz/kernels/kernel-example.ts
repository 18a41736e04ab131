import fc from "fast-check";
import type { Projection } from "../../functions/cleaner/projection.ts";
import { mutations } from "../damage/mutations.ts";
import { csvOf, rawFile } from "../marks/raw-file.ts";

export interface KernelExample {
  readonly csv: Buffer;
  readonly projection: Projection;
  readonly chunkSizes: readonly number[];
}

/** A made-up RAW file, sound or damaged, for both kernels. */
export function kernelExample(): fc.Arbitrary<KernelExample> {
  const damage = fc.option(mutations(), { nil: (bytes: Buffer) => bytes });
  const nullMarker = fc.constantFrom("NULL", "NULL", "", '"', "open", "\u00e9\u{1f642}");
  return fc
    .tuple(fc.oneof(rawFile("unlisted"), rawFile("sound")), damage, nullMarker, chunkSizes())
    .map(([file, mutate, marker, sizes]) => {
      const csv = mutate(csvOf({ ...file, dialect: { ...file.dialect, delimiter: "," } }));
      return {
        csv,
        projection: { mask: file.listed.mask, nullMarker: marker, passOp: file.passOp },
        chunkSizes: sizes,
      };
    });
}

/** Byte by byte, in small pieces, whole. */
export function chunkSizes(): fc.Arbitrary<number[]> {
  return fc
    .tuple(fc.integer({ min: 2, max: 16 }), fc.integer({ min: 17, max: 4096 }))
    .map((some) => [1, ...some, 1 << 30]);
}
