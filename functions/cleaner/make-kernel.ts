import { ByteKernel } from "./bytes/byte-kernel.ts";
import type { Kernel } from "./kernel.ts";
import type { Projection } from "./projection.ts";
import { ReferenceKernel } from "./reference/reference-kernel.ts";

/** Chooses the kernel: the byte kernel for DMS's default delimiter, the reference for any other. */
export function makeKernel(projection: Projection, delimiter: string): Kernel {
  return delimiter === "," ? new ByteKernel(projection) : new ReferenceKernel(projection, delimiter);
}
