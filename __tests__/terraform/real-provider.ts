import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import bindings from "@cdktf/provider-aws/package.json" with { type: "json" };
import { type Outcome, runTerraform } from "./terraform.ts";

/** The exact version that the bindings require. */
export const PROVIDER_VERSION: string = bindings.cdktf.provider.version;

const CACHE = fileURLToPath(new URL("../../node_modules/.cache/", import.meta.url));

/** In the layout of Terraform's `filesystem_mirror`. */
const MIRROR = join(CACHE, "terraform-providers");

/** Folder of the real AWS provider, if `fetchProvider` has downloaded it. */
export function fetchedProvider(): string | undefined {
  const builds = join(MIRROR, "registry.terraform.io/hashicorp/aws", PROVIDER_VERSION);
  // A build may be a link into the user's cache, which may be deleted.
  const isThere = existsSync(builds) && readdirSync(builds).some((platform) => existsSync(join(builds, platform)));
  return isThere ? MIRROR : undefined;
}

/**
 * Downloads the real AWS provider, about 150 MB, once for all runs. Fails if its registry does not respond within 5 seconds, or
 * if the download takes more than 5 minutes.
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
