import { ByteKernel } from "../../../functions/cleaner/bytes/byte-kernel.ts";
import type { Kernel } from "../../../functions/cleaner/kernel.ts";
import type { Projection } from "../../../functions/cleaner/projection.ts";
import { ReferenceKernel } from "../../../functions/cleaner/reference/reference-kernel.ts";
import { runCase } from "./conformance.ts";
import { FAILURE_CASES } from "./failure-cases.ts";
import { FILE_KIND_CASES, HEADER_CASES, ROW_DELIMITER_CASES } from "./header-cases.ts";
import { JSON_CASES } from "./json-cases.ts";
import { KEY_CASES } from "./key-cases.ts";
import { PROJECT_CASES } from "./project-cases.ts";
import { READ_CASES } from "./read-cases.ts";
import { RECORD_CASES } from "./record-cases.ts";
import { VALUE_CASES } from "./value-cases.ts";

const KERNELS: readonly [string, (projection: Projection) => Kernel][] = [
  ["The reference", (projection) => new ReferenceKernel(projection)],
  ["The byte kernel", (projection) => new ByteKernel(projection)],
];

const CASES = [
  ...READ_CASES,
  ...HEADER_CASES,
  ...FILE_KIND_CASES,
  ...ROW_DELIMITER_CASES,
  ...RECORD_CASES,
  ...FAILURE_CASES,
  ...PROJECT_CASES,
  ...KEY_CASES,
  ...JSON_CASES,
  ...VALUE_CASES,
];

for (const [name, makeKernel] of KERNELS) {
  describe(`${name}, with chunks of any size,`, () => {
    for (const example of CASES) {
      it(example.title, () => runCase(makeKernel, example));
    }
  });
}
