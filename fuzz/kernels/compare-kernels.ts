import { isDeepStrictEqual } from "node:util";
import { ByteKernel } from "../../functions/cleaner/bytes/byte-kernel.ts";
import { CleanerError } from "../../functions/cleaner/cleaner-error.ts";
import type { Kernel } from "../../functions/cleaner/kernel.ts";
import type { Projection } from "../../functions/cleaner/projection.ts";
import { ReferenceKernel } from "../../functions/cleaner/reference/reference-kernel.ts";
import type { Tally } from "../../functions/cleaner/tally.ts";
import { Finding } from "../finding.ts";
import type { KernelExample } from "./kernel-example.ts";

/** What a kernel makes of a file. Of a file that fails nothing else counts: its lines never land. */
type Outcome =
  | { readonly lines: string; readonly tally: Tally }
  | { readonly code: string; readonly line: number | undefined; readonly column: string | undefined };

/**
 * Has a file cleaned by the reference, whole, and by the byte kernel in chunks of each size: lines, counts and errors must be
 * the same.
 * @param fast the kernel in place of the byte kernel, to prove this with
 * @returns what became of it
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
    // What was handed on is the caller's, so it is kept as it is.
    for (let at = 0; at < csv.length; at += chunkSize) out.push(kernel.push(csv.subarray(at, at + chunkSize)));
    out.push(kernel.end());
    return { lines: Buffer.concat(out).toString("latin1"), tally: kernel.tally };
  } catch (error) {
    if (!(error instanceof CleanerError)) throw error;
    const { code, line, column } = error;
    return { code, line, column };
  }
}

/** In words of ours: a column's name can come from the file. */
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
