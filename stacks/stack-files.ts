import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { AllowList } from "../contracts/mask.ts";

/** The list that the stack's function was bundled with, so that a reviewer need not run anything to read it. */
export const ALLOW_LIST_FILE = "allow-list.json";

/** Terraform's own name. https://developer.hashicorp.com/terraform/language/files/dependency-lock */
export const LOCK_FILE = ".terraform.lock.hcl";

/** Where the lock file is kept: one for all stacks. */
export const KEPT_LOCK_FILE: string = fileURLToPath(new URL(LOCK_FILE, import.meta.url));

/** The provider's hashes, by which Terraform takes no other build of it; undefined if nobody has written them down yet. */
export function lockFile(): string | undefined {
  return existsSync(KEPT_LOCK_FILE) ? readFileSync(KEPT_LOCK_FILE, "utf8") : undefined;
}

interface StackFiles {
  readonly allowList: AllowList;
  /** Absent if there is no lock file. */
  readonly lock: string | undefined;
}

/** Writes what lies beside the Terraform JSON of every stack. */
export function writeStackFiles(outdir: string, stacks: readonly string[], { allowList, lock }: StackFiles): void {
  for (const stack of stacks) {
    const folder = join(outdir, "stacks", stack);
    writeFileSync(join(folder, ALLOW_LIST_FILE), `${JSON.stringify(allowList, null, 2)}\n`);
    if (lock !== undefined) writeFileSync(join(folder, LOCK_FILE), lock);
  }
}
