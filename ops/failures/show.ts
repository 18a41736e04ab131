import { safeText } from "../../command/safe-text.ts";
import type { RawObject } from "../../functions/cleaner/events.ts";
import { shortKey } from "./selection.ts";

/** An object's name for the terminal. S3 allows control characters in keys, which a terminal would interpret. */
export function nameOf(object: Pick<RawObject, "key"> | undefined): string {
  if (object === undefined) return "(an event that names no object)";
  return safeText(shortKey(object.key));
}

/** `2026-02-22 10:15`, UTC. */
export function time(date: Date): string {
  return date.toISOString().slice(0, 16).replace("T", " ");
}
