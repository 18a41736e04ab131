import { BatchComputeEnvironment } from "@cdktf/provider-aws/lib/batch-compute-environment/index.js";
import { BatchJobQueue } from "@cdktf/provider-aws/lib/batch-job-queue/index.js";
import { Construct } from "constructs";
import { redshiftName } from "../names.ts";
import type { MongodbToRedshift } from "../settings.ts";
import type { JobNetwork } from "./job-network.ts";

interface JobQueueProps {
  readonly environment: MongodbToRedshift;
  readonly network: JobNetwork;
}

/**
 * The queue of the jobs, and Fargate Spot, which runs them. AWS Batch uses its service-linked role, which an account has once it has used Batch:
 * `aws iam create-service-linked-role --aws-service-name batch.amazonaws.com`.
 * https://docs.aws.amazon.com/batch/latest/userguide/using-service-linked-roles.html
 */
export class JobQueue extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { environment, network }: JobQueueProps) {
    super(scope, id);
    const { concurrency, extract, process } = environment.jobs;
    const compute = new BatchComputeEnvironment(this, "compute", {
      name: redshiftName(environment, "jobs"),
      type: "MANAGED",
      computeResources: {
        type: "FARGATE_SPOT",
        // Each collection has one job at a time. With S3's events, one of each kind.
        maxVcpus: concurrency * (extract.vcpus + process.vcpus),
        subnets: [...network.subnetIds],
        securityGroupIds: [...network.jobGroupIds],
      },
    });
    this.arn = new BatchJobQueue(this, "queue", {
      name: redshiftName(environment, "jobs"),
      state: "ENABLED",
      priority: 1,
      computeEnvironmentOrder: [{ order: 1, computeEnvironment: compute.arn }],
    }).arn;
  }
}
