import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule/index.js";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target/index.js";
import { S3BucketNotification } from "@cdktf/provider-aws/lib/s3-bucket-notification/index.js";
import { SfnStateMachine } from "@cdktf/provider-aws/lib/sfn-state-machine/index.js";
import { Construct } from "constructs";
import { ServiceRole } from "../../constructs/service-role.ts";
import { jobName, lakeBucketName, loadName, redshiftName } from "../names.ts";
import type { MongodbToRedshift } from "../settings.ts";
import { jobRights } from "./job-rights.ts";
import type { Jobs } from "./jobs.ts";
import { loadDefinition } from "./load-definition.ts";

interface LoadTriggerProps {
  readonly environment: MongodbToRedshift;
  /** Reference to the bucket. */
  readonly bucket: string;
  readonly jobs: Jobs;
}

/**
 * Loads a batch as soon as its manifest is in S3: an event starts an execution, which loads all that its collection has. Two of one collection wait
 * for each other in Redshift, and load each batch once.
 */
export class LoadTrigger extends Construct {
  readonly stateMachineArn: string;

  constructor(scope: Construct, id: string, { environment, bucket, jobs }: LoadTriggerProps) {
    super(scope, id);
    const name = loadName(environment);
    const role = new ServiceRole(this, "role", {
      name,
      service: "states.amazonaws.com",
      allow: jobRights(environment, jobs.queueArn, [jobName(environment, "process", "")]),
    });
    this.stateMachineArn = new SfnStateMachine(this, "state-machine", {
      name,
      roleArn: role.arn,
      definition: JSON.stringify(loadDefinition(jobs)),
      dependsOn: [role.granted],
    }).arn;
    new S3BucketNotification(this, "notification", { bucket, eventbridge: true });
    this.#addRule(environment);
  }

  #addRule(environment: MongodbToRedshift): void {
    const rule = new CloudwatchEventRule(this, "rule", {
      name: loadName(environment),
      description: "A batch is extracted.",
      // The manifest is the only JSON in the folder, and is written once.
      eventPattern: JSON.stringify({
        source: ["aws.s3"],
        "detail-type": ["Object Created"],
        detail: { bucket: { name: [lakeBucketName(environment)] }, object: { key: [{ wildcard: "raw/*/*/*.json" }] } },
      }),
    });
    const role = new ServiceRole(this, "event-role", {
      name: redshiftName(environment, "event"),
      service: "events.amazonaws.com",
      allow: [{ Sid: "Start", Action: ["states:StartExecution"], Resource: [this.stateMachineArn] }],
    });
    new CloudwatchEventTarget(this, "target", {
      rule: rule.name,
      arn: this.stateMachineArn,
      roleArn: role.arn,
      dependsOn: [role.granted],
    });
  }
}
