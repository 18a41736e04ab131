import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { RecordedIdentities } from "./identities.ts";

/** The record of what holds data, which `npm run identities` writes. */
export const IDENTITIES_FILE: string = fileURLToPath(new URL("identities.json", import.meta.url));

/** @returns the record; it is empty before the first deploy */
export function readIdentities(): RecordedIdentities {
  return JSON.parse(readFileSync(IDENTITIES_FILE, "utf8")) as RecordedIdentities;
}
