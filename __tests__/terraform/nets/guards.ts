import { addressesIn } from "../addresses.ts";
import { withWorkspace } from "../workspace.ts";
import type { Net } from "./net.ts";

/** What can't be made again. */
const STATEFUL = ["aws_s3_bucket", "aws_kms_key", "aws_dms_replication_task", "aws_sqs_queue"];

/** Whether Terraform refuses to destroy what holds data, where the environment protects it; and only there. */
export const guards: Net = ({ stack, environment }) =>
  withWorkspace({ stacks: [stack] }, async ({ must, run }) => {
    await must("apply", "-auto-approve", "-no-color");
    const wrong: string[] = [];
    // One at a time: Terraform does not look at what depends on a thing that it refuses to touch.
    for (const address of addressesIn(stack).filter(isStateful)) {
      const { stderr } = await run("plan", "-refresh=false", `-target=${address}`, `-replace=${address}`, "-no-color");
      const isGuarded = stderr.includes("Instance cannot be destroyed");
      if (isGuarded !== environment.protectData)
        wrong.push(`${address} ${isGuarded ? "can't be taken down" : "could be destroyed"}`);
    }
    return wrong;
  });

function isStateful(address: string): boolean {
  return STATEFUL.includes(String(address.split(".")[0]));
}
