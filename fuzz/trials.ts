import { damagedCsv, damagedGzip } from "./damage/damaged-upload.ts";
import { tryDamaged } from "./damage/try-damaged.ts";
import { documentExample } from "./documents/document-example.ts";
import { compareKernels } from "./kernels/compare-kernels.ts";
import { kernelExample } from "./kernels/kernel-example.ts";
import { markedUpload } from "./marks/marked-upload.ts";
import { tryMarked } from "./marks/try-marked.ts";
import { shapeOfKernelExample, shapeOfUpload } from "./shape.ts";
import { type Trial, trial } from "./trial.ts";

export const DOCUMENTS = "documents";

/** What is tried without anything from outside. */
export const TRIALS: readonly Trial[] = [
  trial(
    { name: "marks", promise: "no mark in an unlisted place leaves, by any way", share: 0.5 },
    markedUpload(),
    (example) => tryMarked(example),
    ({ upload }) => shapeOfUpload(upload),
  ),
  trial(
    { name: "damage", promise: "of a damaged file only what is listed in it lands, or nothing", share: 0.2 },
    damagedCsv(),
    (example) => tryDamaged(example),
    shapeOfUpload,
  ),
  trial(
    { name: "gzip", promise: "of a damaged gzip what was in it lands, or nothing", share: 0.1 },
    damagedGzip(),
    (example) => tryDamaged(example),
    shapeOfUpload,
  ),
  trial(
    { name: "kernels", promise: "both kernels mean the same, however the file is cut", share: 0.2 },
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
      promise: "both kernels mean the same of a damaged file, and only what is listed lands",
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
