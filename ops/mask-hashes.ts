import { masksIn } from "../contracts/mask-of.ts";
import { type CleanerDescription, describeCleaner } from "../functions/cleaner/description.ts";
import { cleanerSettings } from "../stacks/cleaner-settings.ts";
import type { Environment } from "../stacks/environment.ts";
import type { Session } from "./session.ts";

/** Hashes by collection, as in the metadata `mask-hash` of CLEAN objects. */
export type MaskHashes = Readonly<Record<string, string>>;

/** What a cleaner of the working tree would say of itself in a stack. */
export function describeHere({ allowList }: Session, environment: Environment): CleanerDescription {
  return describeCleaner({ [environment.mongodb.database]: masksIn(allowList) }, cleanerSettings(environment));
}

/**
 * The hashes of one database's masks. A cleaner that was deployed before it knew of databases names the collection alone; no
 * collection has `/` in its name.
 */
export function maskHashes({ masks }: CleanerDescription, database: string): MaskHashes {
  const folder = `${database}/`;
  const entries = Object.entries(masks).filter(([name]) => name.startsWith(folder) || !name.includes("/"));
  return Object.fromEntries(entries.map(([name, hash]) => [name.slice(name.indexOf("/") + 1), hash]));
}
