import { isDeepStrictEqual } from "node:util";
import { ByteKernel } from "../../functions/cleaner/bytes/byte-kernel.ts";
import { CleanerError } from "../../functions/cleaner/cleaner-error.ts";
import type { Kernel } from "../../functions/cleaner/kernel.ts";
import type { Projection } from "../../functions/cleaner/projection.ts";
import { ReferenceKernel } from "../../functions/cleaner/reference/reference-kernel.ts";
import type { Tally } from "../../functions/cleaner/tally.ts";
import { Finding } from "../finding.ts";
import type { KernelExample } from "./kernel-example.ts";

/** The result of a kernel. Only the error counts if a file fails, because its lines never land. */
type Outcome =
  | { readonly lines: string; readonly tally: Tally }
  | { readonly code: string; readonly line: number | undefined; readonly column: string | undefined };

/**
 * Cleans a file with the reference in one chunk, and with the byte kernel in chunks of each size: lines, counts and errors must
 * be the same.
 * @param fast replaces the byte kernel in tests of this function
 * @returns the outcome
 * @throws Finding
 */
export function compareKernels(
  { csv, projection, chunkSizes }: KernelExample,
  fast: (projection: Projection) => Kernel = (each) => new ByteKernel(each),
): string {
  const expected = outcomeOf(new ReferenceKernel(projection), csv, Math.max(1, csv.length));
  for (const size of chunkSizes) {
    const found = outcomeOf(fast(projection), csv, size);
    if (!isDeepStrictEqual(found, expected))
      throw new Finding(`the kernels disagree, in chunks of ${size}: ${difference(found, expected)}`);
  }
  return "code" in expected ? expected.code : "cleaned";
}

function outcomeOf(kernel: Kernel, csv: Buffer, chunkSize: number): Outcome {
  try {
    const out: Buffer[] = [];
    // The next call overwrites a buffer, so it is copied.
    for (let at = 0; at < csv.length; at += chunkSize)
      out.push(Buffer.from(kernel.push(csv.subarray(at, at + chunkSize))));
    out.push(kernel.end());
    return { lines: Buffer.concat(out).toString("latin1"), tally: kernel.tally };
  } catch (error) {
    if (!(error instanceof CleanerError)) throw error;
    const { code, line, column } = error;
    return { code, line, column };
  }
}

/** Contains no column name, which can come from the file. */
function difference(found: Outcome, expected: Outcome): string {
  if ("code" in found && "code" in expected) {
    const column = found.column === expected.column ? "the same column" : "another column";
    return `${found.code} at line ${found.line} for ${expected.code} at line ${expected.line}, ${column}`;
  }
  if ("code" in found) return `${found.code} at line ${found.line} for lines`;
  if ("code" in expected) return `lines for ${expected.code} at line ${expected.line}`;
  if (found.lines === expected.lines) return "other counts";
  const [theirs, ours] = [expected.lines.split("\n"), found.lines.split("\n")];
  return `another line ${ours.findIndex((line, index) => line !== theirs[index]) + 1} of ${theirs.length - 1}`;
}
