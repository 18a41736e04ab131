import { addressesIn } from "../addresses.ts";
import { withWorkspace } from "../workspace.ts";
import type { StackCheck } from "./stack-check.ts";

/** Types that can't be created again with their data. */
const STATEFUL = ["aws_s3_bucket", "aws_kms_key", "aws_dms_replication_task", "aws_sqs_queue"];

/** Checks that Terraform refuses to destroy resources with data if, and only if, the environment protects data. */
export const destroyProtection: StackCheck = ({ stack, environment }) =>
  withWorkspace({ stacks: [stack] }, async ({ must, run }) => {
    await must("apply", "-auto-approve", "-no-color");
    const wrong: string[] = [];
    // One at a time: Terraform does not check resources that depend on one that it refuses to destroy.
    for (const address of addressesIn(stack).filter(isStateful)) {
      const { stderr } = await run("plan", "-refresh=false", `-target=${address}`, `-replace=${address}`, "-no-color");
      const isGuarded = stderr.includes("Instance cannot be destroyed");
      if (isGuarded !== environment.protectData)
        wrong.push(`${address} ${isGuarded ? "can't be destroyed" : "could be destroyed"}`);
    }
    return wrong;
  });

function isStateful(address: string): boolean {
  return STATEFUL.includes(String(address.split(".")[0]));
}
