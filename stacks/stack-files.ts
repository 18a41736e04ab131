import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { toJson } from "../contracts/json.ts";
import type { AllowList } from "../contracts/mask.ts";

/** The allow-list that is in the stack's function, so that a reviewer can read it without running anything. */
export const ALLOW_LIST_FILE = "allow-list.json";

/** Terraform's name for it. https://developer.hashicorp.com/terraform/language/files/dependency-lock */
export const LOCK_FILE = ".terraform.lock.hcl";

/** Path of the lock file in the repository: one for all stacks. */
export const KEPT_LOCK_FILE: string = fileURLToPath(new URL(LOCK_FILE, import.meta.url));

/** The lock file, with the hashes of the only provider builds that Terraform then accepts. Undefined if there is none yet. */
export function lockFile(): string | undefined {
  return existsSync(KEPT_LOCK_FILE) ? readFileSync(KEPT_LOCK_FILE, "utf8") : undefined;
}

interface StackFiles {
  readonly allowList: AllowList;
  /** Absent if there is no lock file. */
  readonly lock: string | undefined;
}

/** Writes the allow-list and the lock file into the folder of every stack. */
export function writeStackFiles(outdir: string, stacks: readonly string[], { allowList, lock }: StackFiles): void {
  for (const stack of stacks) {
    const folder = join(outdir, "stacks", stack);
    writeFileSync(join(folder, ALLOW_LIST_FILE), `${toJson(allowList)}\n`);
    if (lock !== undefined) writeFileSync(join(folder, LOCK_FILE), lock);
  }
}
