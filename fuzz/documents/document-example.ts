import fc from "fast-check";
import type { Mask } from "../../contracts/mask.ts";
import { type Mutation, mutations } from "../damage/mutations.ts";
import { readRecords } from "../damage/reading.ts";
import { chunkSizes, type KernelExample } from "../kernels/kernel-example.ts";
import { packed } from "../planted/raw-file.ts";
import { rawKey, type Upload } from "../shipped/upload.ts";
import { documentMask } from "./document-mask.ts";

export interface DocumentExample extends KernelExample {
  readonly upload: Upload;
}

/** A damaged RAW file of real documents, with a mask of some of its fields. */
export function documentExample(files: readonly Buffer[]): fc.Arbitrary<DocumentExample> {
  const damage = fc.oneof(
    { weight: 9, arbitrary: mutations() },
    { weight: 1, arbitrary: fc.constant<Mutation>((bytes) => bytes) },
  );
  const masks = files.map((csv) => documentMask(readRecords(csv, ",") ?? []));
  return fc
    .nat({ max: files.length - 1 })
    .chain((index) =>
      fc.tuple(
        fc.constant(files[index] as Buffer),
        masks[index] as fc.Arbitrary<Mask>,
        damage,
        fc.boolean(),
        chunkSizes(),
      ),
    )
    .map(([whole, mask, mutate, passOp, sizes]) => {
      const csv = mutate(whole);
      const listed = { collection: "documents", mask };
      const body = packed(csv, "gzip");
      const upload: Upload = {
        key: rawKey(listed),
        body,
        listed,
        passOp,
        chunkBytes: 1 << 20,
        notifiedBy: "S3",
        delimiter: ",",
      };
      return { csv, projection: { mask, nullMarker: "NULL", passOp }, chunkSizes: sizes, upload };
    });
}
