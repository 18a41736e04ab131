import { expect } from "chai";
import { readPlan } from "../../review/plan-review/plan.ts";
import { reviewJson, reviewMarkdown } from "../../review/plan-review/review.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { stackName } from "../../stacks/names.ts";
import { ALL, SECOND, STAGING } from "../stacks/fixtures.ts";
import { addressesIn } from "./addresses.ts";
import { planOf } from "./plan.ts";
import { type Stack, synthesise } from "./stacks.ts";

const BUCKET = "aws_s3_bucket.raw-bucket_raw_bucket_568D2391";

describe("the review of a plan that Terraform made", () => {
  async function review(now: MongodbToSnowflake, before?: MongodbToSnowflake) {
    const plan = await planOf(stackOf(now), before && stackOf(before));
    const plans = [readPlan("it", JSON.stringify(plan), stackOf(now).json)];
    const reviewed = {
      diff: undefined,
      snowflake: undefined,
      plans,
      unplanned: [],
      unknown: [],
      refused: [],
      problems: [],
    };
    return { text: reviewMarkdown(reviewed), json: reviewJson(reviewed) };
  }

  it("counts the resources of a new stack, and shows what each role may do", async () => {
    const { text, json } = await review(STAGING);
    expect(text).to.include(`### it\n\n${addressesIn(stackOf(STAGING)).length} added\n`);
    expect(text)
      .to.include("allow sts:AssumeRole to")
      .and.match(/\+ allow kms:Decrypt on \$\{aws_kms_key\./)
      .and.not.match(/Data may be lost|: known after it is applied/);
    expect(json).to.include({ losesData: false, changesAccess: true });
  });

  it("is short if nothing changes", async () => {
    const { text, json } = await review(STAGING, STAGING);
    expect(text).to.include("### it\n\nNothing changes.\n");
    expect(json).to.include({ losesData: false, changesAccess: false });
  });

  it("names the argument that changes, without derived ones", async () => {
    const { text } = await review({ ...STAGING, cleaner: { ...STAGING.cleaner, memoryMb: 1024 } }, STAGING);
    expect(text).to.match(
      /\n1 changed\n[\s\S]*- changed `aws_lambda_function\.[\w-]+`\n {2}- `memory_size: \d+ → 1024`\n\n<\/details>/,
    );
  });

  it("calls out the bucket that would be replaced, with the reason", async () => {
    const { text, json } = await review({ ...STAGING, stampSuffix: "-2" }, STAGING);
    const [name] = /legion-analytics-[\w-]+(?= →)/.exec(text) ?? [];
    expect(text).to.include(`- replaced \`${BUCKET}\`\n  - \`bucket: ${name} → ${name}-2 (replaces it)\``);
    expect(json).to.include({ losesData: true });
  });

  it("calls out the endpoint for which the task must be stopped, and the task that Terraform stops", async () => {
    const endpoint = await review({ ...STAGING, csvDelimiter: ";" }, STAGING);
    expect(endpoint.text).to.match(
      /\*\*The task must be stopped first\*\*.*`npm run -s ops -- stop it`.*\n\n- changed `aws_dms_s3_endpoint\./,
    );
    expect(endpoint.json).to.include({ needsTaskStopped: true, stopsTask: false });
    const task = await review({ ...STAGING, dms: { ...STAGING.dms, lobMaxKb: 512 } }, STAGING);
    expect(task.text).to.match(
      /\*\*A running task is stopped, and nothing starts it again\.\*\* .*\n\n- changed `aws_dms_replication_task\./,
    );
    expect(task.json).to.include({ needsTaskStopped: false, stopsTask: true });
    const instance = await review({ ...STAGING, dms: { ...STAGING.dms, instanceClass: "dms.t3.small" } }, STAGING);
    expect(instance.text).to.match(
      /\*\*A running task is interrupted\*\*.*\n\n- changed `aws_dms_replication_instance\./,
    );
  });

  it("distinguishes forgotten from destroyed resources if DMS is switched off", async () => {
    const { text } = await review({ ...SECOND, deployDms: false }, SECOND);
    expect(text)
      .to.include(`- forgotten \`${BUCKET}\``)
      .and.match(/- destroyed `aws_dms_replication_task\./);
  });
});

/** The stack of an environment, synthesised with the others. */
function stackOf(environment: MongodbToSnowflake): Stack {
  const others = ALL.filter((other) => stackName(other) !== stackName(environment));
  return synthesise([environment, ...others]).get(stackName(environment)) as Stack;
}
