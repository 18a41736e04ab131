import { ByteKernel } from "../../../functions/cleaner/bytes/byte-kernel.ts";
import type { Kernel } from "../../../functions/cleaner/kernel.ts";
import type { Projection } from "../../../functions/cleaner/projection.ts";
import { ReferenceKernel } from "../../../functions/cleaner/reference/reference-kernel.ts";
import { runCase } from "./conformance.ts";
import { FAILURE_CASES } from "./failure-cases.ts";
import { JSON_CASES } from "./json-cases.ts";
import { PROJECT_CASES } from "./project-cases.ts";
import { READ_CASES } from "./read-cases.ts";

const KERNELS: readonly [string, (projection: Projection) => Kernel][] = [
  ["The reference", (projection) => new ReferenceKernel(projection)],
  ["The byte kernel", (projection) => new ByteKernel(projection)],
];

for (const [name, makeKernel] of KERNELS) {
  describe(`${name}, however the file is cut,`, () => {
    for (const example of [...READ_CASES, ...FAILURE_CASES, ...PROJECT_CASES, ...JSON_CASES]) {
      it(example.title, () => runCase(makeKernel, example));
    }
  });
}
