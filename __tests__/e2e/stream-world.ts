import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stackId } from "../../stacks/mysql-to-snowflake/names.ts";
import { copyCompany } from "../local/repository-copy.ts";
import { production, SETTINGS, SOURCES } from "../stacks/mysql-to-snowflake/fixtures.ts";
import type { Aws, Connect } from "./aws.ts";
import { type Applied, apply } from "./terraform/apply.ts";
import { readStack } from "./terraform/stack.ts";

/** The stack of mysql-to-snowflake, applied in an emulator of AWS. */
export interface StreamWorld extends Applied {
  readonly aws: Aws;
  readonly alarmTopicArn: string;
}

/** In subnets that are given: those of a default VPC would be looked up by Terraform, which is not here. */
const NETWORK = {
  vpcId: "vpc-0a11111111111111a",
  subnetIds: ["subnet-0a11111111111111a"],
  endpoints: "exist",
} as const;

/** Synthesises like a user, with the tests' own tables, and applies the result. */
export async function makeStreamWorld(connect: Connect): Promise<StreamWorld> {
  const environment = production({ ...SETTINGS, producerNetwork: NETWORK });
  const copy = await mkdtemp(join(tmpdir(), "clearwell e2e "));
  try {
    await copyCompany(copy, SOURCES, [environment]);
    execFileSync("npm", ["run", "-s", "synth"], { cwd: copy, stdio: ["ignore", "ignore", "inherit"] });
    const stack = await readStack(join(copy, "cdktf.out/stacks", stackId(environment)));
    const applied = await apply(stack, connect);
    const { account, region } = applied;
    const alarmTopicArn = `arn:aws:sns:${region}:${account}:clearwell-production-us-west-2-mysql-alarms`;
    return { ...applied, aws: connect(account, region), alarmTopicArn };
  } finally {
    await rm(copy, { recursive: true });
  }
}
