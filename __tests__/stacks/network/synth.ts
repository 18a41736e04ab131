import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, TerraformStack, Testing } from "cdktf";
import type { MongodbToSnowflake } from "../../../stacks/mongodb-to-snowflake/settings.ts";
import type { GroupRequest } from "../../../stacks/network/group-request.ts";
import { networkStackName } from "../../../stacks/network/names.ts";
import type { MadeNetwork } from "../../../stacks/network/settings.ts";
import { NetworkStack } from "../../../stacks/network/stack.ts";
import { configureStack } from "../../../stacks/stack-settings.ts";
import { PRIMARY } from "../fixtures.ts";
import type { Terraform } from "../synth.ts";
import { NETWORK, REQUESTS } from "./fixtures.ts";

interface NetworkOptions {
  readonly environment?: MongodbToSnowflake;
  readonly settings?: Partial<MadeNetwork>;
  readonly requests?: readonly GroupRequest[];
}

/** The network stack; of the fixtures by default. */
export function synthNetwork({ environment = PRIMARY, settings, requests = REQUESTS }: NetworkOptions = {}): Terraform {
  return withApp((app) => {
    const all = { ...NETWORK, ...settings };
    return new NetworkStack(app, networkStackName(environment), { environment, settings: all, requests });
  });
}

/** A stack with what a test adds to it. */
export function synthStack(id: string, add: (stack: TerraformStack) => void, environment = PRIMARY): Terraform {
  return withApp((app) => {
    const stack = new TerraformStack(app, id);
    configureStack(stack, environment);
    add(stack);
    return stack;
  });
}

function withApp(make: (app: App) => TerraformStack): Terraform {
  const outdir = mkdtempSync(join(tmpdir(), "clearwell-"));
  try {
    return JSON.parse(Testing.synth(make(new App({ outdir })), true)) as Terraform;
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
