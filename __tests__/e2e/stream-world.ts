import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateSecretCommand } from "@aws-sdk/client-secrets-manager";
import { watermarkTablesOf } from "../../contracts/watermark-tables-of.ts";
import type { MariaDb } from "../../local/sources/mariadb.ts";
import { stackId } from "../../stacks/mysql-to-snowflake/names.ts";
import { copyCompany } from "../local/repository-copy.ts";
import { PASSWORD, startSource, USER } from "../sources/producer-source.ts";
import { production, SOURCES, withShop } from "../stacks/mysql-to-snowflake/fixtures.ts";
import type { Aws, Endpoint } from "./aws.ts";
import { type Ops, opsIn } from "./ops.ts";
import { type Applied, apply } from "./terraform/apply.ts";
import { readStack } from "./terraform/stack.ts";
import type { World } from "./world.ts";

/** The stack of mysql-to-snowflake, applied in an emulator of AWS, and the database that it reads. */
export interface StreamWorld extends Applied {
  readonly stack: string;
  readonly aws: Aws;
  readonly source: MariaDb;
  readonly ops: Ops;
  readonly alarmTopicArn: string;
}

const PLACE = ["111122223333", "us-west-2"] as const;

let made: Promise<StreamWorld> | undefined;
const closing: (() => Promise<void>)[] = [];

/** Synthesises like a user, with the tests' own tables, and applies the result; the first time that a test asks. */
export function streamWorld({ connect, administrator }: World, endpoint: Endpoint): Promise<StreamWorld> {
  made ??= make(connect, administrator, endpoint);
  return made;
}

export async function closeStreamWorld(): Promise<void> {
  for (const close of closing.reverse()) await close();
}

async function make(
  connect: World["connect"],
  administrator: World["administrator"],
  endpoint: Endpoint,
): Promise<StreamWorld> {
  const aws = connect(...PLACE);
  const source = await startSource("shop", watermarkTablesOf(SOURCES));
  closing.push(() => source.stop());
  const environment = production({
    // Those of a default VPC would be looked up by Terraform, which is not here.
    producerNetwork: { vpcId: "vpc-0a11111111111111a", subnetIds: ["subnet-0a11111111111111a"], endpoints: "exist" },
    ...withShop({
      login: { secretArn: await secretOf(aws, source) },
      ca: source.ca,
      everyMinutes: 1,
      behindMinutes: 5,
    }),
  });
  const copy = await mkdtemp(join(tmpdir(), "clearwell e2e "));
  closing.push(() => rm(copy, { recursive: true }));
  await copyCompany(copy, SOURCES, [environment]);
  execFileSync("npm", ["run", "-s", "synth"], { cwd: copy, stdio: ["ignore", "ignore", "inherit"] });
  const stack = stackId(environment);
  const applied = await apply(await readStack(join(copy, "cdktf.out/stacks", stack)), connect);
  return {
    ...{ ...applied, stack, aws, source },
    ops: opsIn(copy, endpoint, await administrator(PLACE[0])),
    alarmTopicArn: `arn:aws:sns:${PLACE[1]}:${PLACE[0]}:clearwell-production-us-west-2-mysql-alarms`,
  };
}

async function secretOf({ secrets }: Aws, { port }: MariaDb): Promise<string> {
  const login = { username: USER, password: PASSWORD, host: "localhost", port };
  const request = { Name: "fixture/shop", SecretString: JSON.stringify(login) };
  const { ARN = "" } = await secrets.send(new CreateSecretCommand(request));
  return ARN;
}
