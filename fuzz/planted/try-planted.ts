import { Finding } from "../finding.ts";
import { findLeak } from "../shipped/leaks.ts";
import { type Handle, runShipped } from "../shipped/shipped.ts";
import type { PlantedUpload } from "./planted-upload.ts";

/**
 * Cleans the object, and looks for its planted values in all that left the function: there may be none.
 * @returns the kind and the outcome
 * @throws Finding
 */
export async function tryPlanted(
  { kind, upload, expected, printable }: PlantedUpload,
  handle?: Handle,
): Promise<string> {
  const trace = await runShipped(upload, handle);
  const leak = findLeak(trace, printable);
  if (leak !== undefined) throw new Finding(`${kind}: ${leak.where} has text of an unlisted place, ${leak.form}`);
  if (trace.outcome !== expected) throw new Finding(`${kind}: was ${trace.outcome} and should have been ${expected}`);
  if (expected === "skipped" && trace.rawWasRead) throw new Finding(`${kind}: was read`);
  if (expected !== "cleaned" && trace.objects.length > 0)
    throw new Finding(`${kind}: CLEAN has an object, although none may land`);
  return `${kind}: ${trace.outcome}`;
}
