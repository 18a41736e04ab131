import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { copyRepository } from "../local/repository-copy.ts";
import { ALLOW_LIST, legionOf, PRIMARY, SECOND } from "../stacks/fixtures.ts";
import { type Cloud, type Connect, type Endpoint, openCloud } from "./aws.ts";
import { type Ops, opsIn } from "./ops.ts";
import { type Pipeline, pipelineOf } from "./pipeline.ts";
import { type Snowpipe, startSnowpipe } from "./snowpipe.ts";
import { apply } from "./terraform/apply.ts";
import { readStack, type Stack } from "./terraform/stack.ts";

/** All stacks, applied in an emulator of AWS. */
export interface World {
  /** Owns the CLEAN bucket, which is in another region than its other resources. */
  readonly primary: Pipeline;
  /** Only writes to the CLEAN bucket. */
  readonly second: Pipeline;
  readonly snowpipe: Snowpipe;
  readonly ops: Ops;
  /** Clients of an account in a region. */
  readonly connect: Connect;
  readonly administrator: Cloud["administrator"];
  close(): Promise<void>;
}

const ENVIRONMENTS = [PRIMARY, { ...SECOND, databases: { shop: legionOf(SECOND) } }];

/** Synthesises like a user, with the tests' own lists, and applies the result. */
export async function makeWorld(endpoint: Endpoint): Promise<World> {
  const { connect, administrator } = openCloud(endpoint);
  const copy = await mkdtemp(join(tmpdir(), "clearwell e2e "));
  const close = () => rm(copy, { recursive: true });
  try {
    await copyRepository(copy, ALLOW_LIST, ENVIRONMENTS);
    execFileSync("npm", ["run", "-s", "synth"], { cwd: copy, stdio: ["ignore", "ignore", "inherit"] });
    const stacks = join(copy, "cdktf.out/stacks");
    const primary = await readStack(join(stacks, "production-us-west-2"));
    const second = await readStack(join(stacks, "production-us-east-1"));
    const snowpipe = await startSnowpipe(queueArn(primary), primary.account, connect);
    return {
      primary: pipelineOf(await apply(primary, connect), connect),
      second: pipelineOf(await apply(second, connect), connect),
      snowpipe,
      ops: opsIn(copy, endpoint, await administrator(primary.account)),
      connect,
      administrator,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The only queue of Snowflake that the stack notifies. */
function queueArn({ resources }: Stack): string {
  const notifications = resources.filter(({ type }) => type === "aws_s3_bucket_notification");
  const queues = notifications.flatMap(({ args }) => (args.queue ?? []) as { readonly queue_arn: string }[]);
  const [arn, ...others] = new Set(queues.map((queue) => queue.queue_arn));
  if (arn === undefined || others.length > 0)
    throw new Error("The primary stack must notify exactly one queue of Snowflake");
  return arn;
}
