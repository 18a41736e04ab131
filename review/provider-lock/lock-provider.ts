import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UserError } from "../../command/user-error.ts";
import { LOCK_FILE } from "../../stacks/stack-files.ts";

/** The platforms on which people and workflows run Terraform. */
export const PLATFORMS: readonly string[] = [
  "linux_amd64",
  "linux_arm64",
  "darwin_amd64",
  "darwin_arm64",
  "windows_amd64",
];

/**
 * Lets Terraform write the lock file of these providers, in a separate folder, because in a stack's folder it needs the state.
 * https://developer.hashicorp.com/terraform/cli/commands/providers/lock
 * @throws UserError if Terraform is not installed, or can't download them
 */
export function lockProvider(providers: unknown, platforms: readonly string[], to: string): void {
  const folder = mkdtempSync(join(tmpdir(), "clearwell-lock-"));
  try {
    writeFileSync(join(folder, "main.tf.json"), JSON.stringify({ terraform: { required_providers: providers } }));
    const args = ["providers", "lock", "-no-color", ...platforms.map((platform) => `-platform=${platform}`)];
    const { status, error } = spawnSync("terraform", args, { cwd: folder, stdio: ["ignore", 2, 2] });
    if (error) throw new UserError("terraform is not installed: install 1.11 or later.", 1, { cause: error });
    if (status !== 0) throw new UserError("Terraform could not download the provider; its own message is above.", 1);
    copyFileSync(join(folder, LOCK_FILE), to);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
