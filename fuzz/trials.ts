import { damagedCsv, damagedGzip } from "./damage/damaged-upload.ts";
import { tryDamaged } from "./damage/try-damaged.ts";
import { documentExample } from "./documents/document-example.ts";
import { compareKernels } from "./kernels/compare-kernels.ts";
import { kernelExample } from "./kernels/kernel-example.ts";
import { plantedUpload } from "./planted/planted-upload.ts";
import { tryPlanted } from "./planted/try-planted.ts";
import { shapeOfKernelExample, shapeOfUpload } from "./shape.ts";
import { type Trial, trial } from "./trial.ts";

export const DOCUMENTS = "documents";

/** The trials that need no input. */
export const TRIALS: readonly Trial[] = [
  trial(
    { name: "planted", promise: "no value planted in an unlisted place leaves, in any way", share: 0.5 },
    plantedUpload(),
    (example) => tryPlanted(example),
    ({ upload }) => shapeOfUpload(upload),
  ),
  trial(
    { name: "damage", promise: "only listed values of a damaged file land, or nothing", share: 0.2 },
    damagedCsv(),
    (example) => tryDamaged(example),
    shapeOfUpload,
  ),
  trial(
    { name: "gzip", promise: "the contents of a damaged gzip land unchanged, or nothing", share: 0.1 },
    damagedGzip(),
    (example) => tryDamaged(example),
    shapeOfUpload,
  ),
  trial(
    { name: "kernels", promise: "both kernels give the same result, for chunks of any size", share: 0.2 },
    kernelExample(),
    async (example) => compareKernels(example),
    shapeOfKernelExample,
  ),
];

/** @param files RAW files, as CSV */
export function documentTrial(files: readonly Buffer[]): Trial {
  return trial(
    {
      name: DOCUMENTS,
      promise: "both kernels give the same result for a damaged file, and only listed values land",
      share: 1,
    },
    documentExample(files),
    async (example) => {
      await tryDamaged(example.upload);
      return compareKernels(example);
    },
    shapeOfKernelExample,
  );
}
