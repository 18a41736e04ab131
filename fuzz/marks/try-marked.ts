import { Finding } from "../finding.ts";
import { findLeak } from "../shipped/leaks.ts";
import { type Handle, runShipped } from "../shipped/shipped.ts";
import type { MarkedUpload } from "./marked-upload.ts";

/**
 * Has the object cleaned, and looks for its marks in all that left the function: there may be none.
 * @returns what was tried, and what became of it
 * @throws Finding
 */
export async function tryMarked({ kind, upload, expected, tellable }: MarkedUpload, handle?: Handle): Promise<string> {
  const trace = await runShipped(upload, handle);
  const leak = findLeak(trace, tellable);
  if (leak !== undefined) throw new Finding(`${kind}: ${leak.where} has text of an unlisted place, ${leak.form}`);
  if (trace.outcome !== expected) throw new Finding(`${kind}: was ${trace.outcome} and should have been ${expected}`);
  if (expected === "skipped" && trace.rawWasRead) throw new Finding(`${kind}: was read`);
  if (expected !== "cleaned" && trace.objects.length > 0)
    throw new Finding(`${kind}: CLEAN has an object all the same`);
  return `${kind}: ${trace.outcome}`;
}
