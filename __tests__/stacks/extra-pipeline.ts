import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue/index.js";
import { TerraformStack } from "cdktf";
import { z } from "zod";
import { completeStack } from "../../stacks/complete-stack.ts";
import { resourceName, stackName } from "../../stacks/names.ts";
import type { Pipeline, Pipelines } from "../../stacks/pipeline.ts";
import { PIPELINES } from "../../stacks/pipelines.ts";
import { configureStack } from "../../stacks/stack-settings.ts";

/** A pipeline as one would add it: a folder and a line. It has a queue, and needs one group in the network. */
export const EXTRA: Pipeline<{ readonly on: boolean }> = {
  shape: z.strictObject({ on: z.boolean("write true or false") }),
  check: ({ on }) => (on ? [] : [{ where: "on", problem: "is off", remedy: "set it to true" }]),
  checkTogether: () => [],
  groups: () => [{ name: "extra", to: [{ service: "sqs" }] }],
  addStacks: (app, deployments) => {
    for (const environment of deployments) {
      const stack = new TerraformStack(app, `${stackName(environment)}-extra`);
      configureStack(stack, environment);
      new SqsQueue(stack, "queue", { name: resourceName(environment, "extra-queue"), sqsManagedSseEnabled: true });
      completeStack(stack, environment);
    }
  },
};
export const WITH_EXTRA: Pipelines = { ...PIPELINES, extra: EXTRA };
