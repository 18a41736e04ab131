import { safeText } from "../../command/safe-text.ts";
import type { RawObject } from "../../functions/cleaner/events.ts";
import { shortKey } from "./selection.ts";

/** An object as a line shows it. S3 takes control characters in keys; a terminal would obey them. */
export function nameOf(object: Pick<RawObject, "key"> | undefined): string {
  if (object === undefined) return "(an event that names no object)";
  return safeText(shortKey(object.key));
}

/** `2026-02-22 10:15`, UTC. */
export function time(date: Date): string {
  return date.toISOString().slice(0, 16).replace("T", " ");
}
