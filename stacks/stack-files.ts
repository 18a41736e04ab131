import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { toJson } from "../contracts/json.ts";
import type { Sources } from "../contracts/source.ts";

/** The contracts that the stack was synthesised with, so that a reviewer can read them without running anything. */
export const CONTRACTS_FILE = "contracts.json";

/** Terraform's name for it. https://developer.hashicorp.com/terraform/language/files/dependency-lock */
export const LOCK_FILE = ".terraform.lock.hcl";

/** Path of the lock file in the repository: one for all stacks. */
export const KEPT_LOCK_FILE: string = fileURLToPath(new URL(LOCK_FILE, import.meta.url));

/** The lock file, with the hashes of the only provider builds that Terraform then accepts. Undefined if there is none yet. */
export function lockFile(): string | undefined {
  return existsSync(KEPT_LOCK_FILE) ? readFileSync(KEPT_LOCK_FILE, "utf8") : undefined;
}

interface StackFiles {
  readonly sources: Sources;
  /** Absent if there is no lock file. */
  readonly lock: string | undefined;
}

/** Writes the contracts and the lock file into the folder of every stack. */
export function writeStackFiles(outdir: string, stacks: readonly string[], { sources, lock }: StackFiles): void {
  for (const stack of stacks) {
    const folder = join(outdir, "stacks", stack);
    writeFileSync(join(folder, CONTRACTS_FILE), `${toJson(sources)}\n`);
    if (lock !== undefined) writeFileSync(join(folder, LOCK_FILE), lock);
  }
}
