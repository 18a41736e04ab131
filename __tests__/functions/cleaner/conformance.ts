import { isUtf8 } from "node:buffer";
import { expect } from "chai";
import type { Mask } from "../../../contracts/mask.ts";
import { CleanerError } from "../../../functions/cleaner/cleaner-error.ts";
import type { Kernel } from "../../../functions/cleaner/kernel.ts";
import type { Projection } from "../../../functions/cleaner/projection.ts";
import type { Tally } from "../../../functions/cleaner/tally.ts";
import { THOROUGH } from "../../thoroughness.ts";

/** An example of a rule: a file and the expected result. */
export interface Case {
  readonly title: string;
  readonly csv: string | Buffer;
  readonly mask: Mask;
  readonly nullMarker?: string;
  readonly passOp?: boolean;
  readonly expected: Expected;
}

type Expected =
  | { readonly lines: readonly string[]; readonly tally?: Partial<Tally> }
  | { readonly code: string; readonly line?: number; readonly column?: string | undefined };

type Outcome =
  | { lines: string[]; tally: Tally }
  | { code: string; line: number | undefined; column: string | undefined };

/** Runs a case in one chunk, byte by byte, and in two chunks. The outcome must always be the same. */
export function runCase(makeKernel: (projection: Projection) => Kernel, example: Case): void {
  const csv = Buffer.from(example.csv as string);
  const run = (chunks: readonly Buffer[]) => outcome(makeKernel(projectionOf(example)), chunks);
  const whole = run([csv]);
  expectOutcome(whole, example.expected);
  expect(run([...csv].map((byte) => Buffer.of(byte))), "byte by byte").to.deep.equal(whole);
  for (const at of cuts(csv.length)) {
    expect(run([csv.subarray(0, at), csv.subarray(at)]), `cut at byte ${at}`).to.deep.equal(whole);
  }
}

/** Without `THOROUGH`, a longer case is cut only at sampled places. */
const SHORT = 12;
const SAMPLES = 6;

/** Where a case is cut in two: at every byte, or at places spread over it, at another offset in each stretch. */
function cuts(length: number): number[] {
  const all = Array.from({ length: Math.max(length - 1, 0) }, (_, index) => index + 1);
  if (THOROUGH || length <= SHORT) return all;
  const stretch = all.length / SAMPLES;
  return Array.from({ length: SAMPLES }, (_, index) => 1 + Math.floor(index * stretch + ((index * 7) % stretch)));
}

function projectionOf({
  mask,
  nullMarker = "NULL",
  passOp = true,
}: Omit<Case, "title" | "csv" | "expected">): Projection {
  return { mask, nullMarker, passOp };
}

/** The result of a kernel for a file: its lines and counts, or its coded error. */
export function outcome(kernel: Kernel, chunks: Iterable<Buffer>): Outcome {
  try {
    const out: Buffer[] = [];
    // The next call overwrites a buffer, so it is copied.
    for (const chunk of chunks) out.push(Buffer.from(kernel.push(chunk)));
    out.push(kernel.end());
    const bytes = Buffer.concat(out);
    expect(isUtf8(bytes), "the output is valid UTF-8").to.equal(true);
    const text = bytes.toString();
    expect(text === "" || text.endsWith("\n"), "the last line ends in a newline").to.equal(true);
    return { lines: text.split("\n").slice(0, -1), tally: kernel.tally };
  } catch (error) {
    if (!(error instanceof CleanerError)) throw error;
    const { code, line, column } = error;
    return { code, line, column };
  }
}

function expectOutcome(found: Outcome, expected: Expected): void {
  if ("code" in expected) {
    expect(found).to.deep.equal({ line: undefined, column: undefined, ...expected });
    return;
  }
  if ("code" in found) expect.fail(`failed with ${found.code} at line ${found.line}`);
  expect(found.lines).to.deep.equal(expected.lines);
  for (const line of found.lines) expect(() => JSON.parse(line), "each line is JSON").not.to.throw();
  expect(found.tally).to.deep.include({ rowsIn: found.lines.length, rowsOut: found.lines.length, ...expected.tally });
}
