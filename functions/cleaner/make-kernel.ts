import { ByteKernel } from "./bytes/byte-kernel.ts";
import type { Kernel } from "./kernel.ts";
import type { Projection } from "./projection.ts";
import { ReferenceKernel } from "./reference/reference-kernel.ts";

/** The one place that chooses: bytes for what DMS writes by default, the plain way for any other delimiter. */
export function makeKernel(projection: Projection, delimiter: string): Kernel {
  return delimiter === "," ? new ByteKernel(projection) : new ReferenceKernel(projection, delimiter);
}
