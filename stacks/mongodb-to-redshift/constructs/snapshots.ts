import type { RedshiftserverlessNamespace } from "@cdktf/provider-aws/lib/redshiftserverless-namespace/index.js";
import { SchedulerSchedule } from "@cdktf/provider-aws/lib/scheduler-schedule/index.js";
import { Construct } from "constructs";
import { HOUR } from "../../constructs/alarm.ts";
import { ServiceRole } from "../../constructs/service-role.ts";
import { redshiftName } from "../names.ts";
import type { MongodbToRedshift } from "../settings.ts";

interface SnapshotsProps {
  readonly environment: MongodbToRedshift;
  readonly namespace: RedshiftserverlessNamespace;
  readonly days: number;
}

/**
 * Adds a snapshot each day. Redshift Serverless keeps its own recovery points for 24 hours only, and Terraform has no schedule of snapshots for it:
 * EventBridge Scheduler calls the API. https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-snapshots-recovery-points.html
 */
export function addSnapshots(scope: Construct, id: string, { environment, namespace, days }: SnapshotsProps): void {
  const { account, region } = environment;
  const name = redshiftName(environment, "snapshot");
  const own = new Construct(scope, id);
  const role = new ServiceRole(own, "role", {
    name,
    service: "scheduler.amazonaws.com",
    allow: [
      {
        Sid: "MakeSnapshot",
        Action: ["redshift-serverless:CreateSnapshot"],
        Resource: [namespace.arn, `arn:aws:redshift-serverless:${region}:${account}:snapshot/*`],
      },
    ],
  });
  new SchedulerSchedule(own, "daily", {
    name,
    scheduleExpression: "rate(1 day)",
    flexibleTimeWindow: { mode: "OFF" },
    target: {
      // https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html
      arn: "arn:aws:scheduler:::aws-sdk:redshiftserverless:createSnapshot",
      roleArn: role.arn,
      input: JSON.stringify({
        NamespaceName: namespace.namespaceName,
        SnapshotName: `${name}-<aws.scheduler.execution-id>`,
        RetentionPeriod: days,
      }),
      retryPolicy: { maximumRetryAttempts: 10, maximumEventAgeInSeconds: HOUR },
    },
    dependsOn: [role.granted],
  });
}
