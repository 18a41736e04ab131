import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import bindings from "@cdktf/provider-aws/package.json" with { type: "json" };
import { type Outcome, runTerraform } from "./terraform.ts";

/** Exact, as the bindings require it. */
export const PROVIDER_VERSION: string = bindings.cdktf.provider.version;

const CACHE = fileURLToPath(new URL("../../node_modules/.cache/", import.meta.url));

/** Laid out as Terraform's `filesystem_mirror` wants it. */
const MIRROR = join(CACHE, "terraform-providers");

/** Folder of the real AWS provider, where `fetchProvider` has brought it; else `undefined`. */
export function fetchedProvider(): string | undefined {
  const builds = join(MIRROR, "registry.terraform.io/hashicorp/aws", PROVIDER_VERSION);
  // A build may be a link into a cache of the user's own, which may be gone.
  const isThere = existsSync(builds) && readdirSync(builds).some((platform) => existsSync(join(builds, platform)));
  return isThere ? MIRROR : undefined;
}

/**
 * Brings the real AWS provider, some 150 MB, once for all runs. Where its registry does not answer within 5 seconds, it is
 * given up; so it is when the download is not done after 5 minutes.
 * https://developer.hashicorp.com/terraform/cli/config/environment-variables
 */
export async function fetchProvider(): Promise<Outcome> {
  const partial = join(CACHE, `terraform-providers-${process.pid}`);
  mkdirSync(partial, { recursive: true });
  try {
    const required = {
      terraform: { required_providers: { aws: { source: "hashicorp/aws", version: PROVIDER_VERSION } } },
    };
    writeFileSync(join(partial, "main.tf.json"), JSON.stringify(required));
    const patience = { TF_REGISTRY_CLIENT_TIMEOUT: "5", TF_REGISTRY_DISCOVERY_RETRY: "0" };
    const outcome = await runTerraform(partial, ["init", "-no-color"], { variables: patience, timeoutMs: 300_000 });
    if (outcome.status === 0) {
      rmSync(MIRROR, { recursive: true, force: true });
      renameSync(join(partial, ".terraform/providers"), MIRROR);
    }
    return outcome;
  } finally {
    rmSync(partial, { recursive: true });
  }
}
