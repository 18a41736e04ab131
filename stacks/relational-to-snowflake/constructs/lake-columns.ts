import { Construct } from "constructs";
import { toEnvironment } from "../../../functions/lake-columns/environment.ts";
import { type AlarmProps, addAlarm, DAY } from "../../constructs/alarm.ts";
import { ScheduledFunction } from "../../constructs/scheduled-function.ts";
import type { ServiceRole } from "../../constructs/service-role.ts";
import { lakeMetric } from "../../metrics.ts";
import { bucketArn } from "../../names.ts";
import { lakeBucketName, lakeColumnsName, stackId } from "../names.ts";
import type { RelationalToSnowflake } from "../settings.ts";

interface LakeColumnsProps extends AlarmProps {
  readonly environment: RelationalToSnowflake;
  /** Key of the lake's objects. */
  readonly keyArn: string;
  /** With which its schedule invokes it. */
  readonly scheduleRole: ServiceRole;
}

/** Seconds, which is Lambda's maximum: a run takes seconds for each thousand of new files, and only the time that is used is charged. */
const TIMEOUT_SECONDS = 900;

/**
 * The function that compares the columns of the lake's files with the contracts, and the alarms on what it finds. It is in no VPC: it
 * needs S3 alone. IAM can't limit it to the ends of files; `functions/lake-columns/column-paths.ts` reads nothing else.
 */
export class LakeColumns extends Construct {
  constructor(scope: Construct, id: string, props: LakeColumnsProps) {
    super(scope, id);
    const { environment } = props;
    const bucket = lakeBucketName(environment);
    new ScheduledFunction(this, "function", {
      ...props,
      code: "lake-columns",
      name: lakeColumnsName(environment),
      title: "The check of the lake's columns",
      variables: toEnvironment({
        stack: stackId(environment),
        lakeBucket: bucket,
        bucketOwner: environment.account,
      }),
      allow: [
        { Sid: "ReadFooters", Action: ["s3:GetObject"], Resource: [`${bucketArn(bucket)}/*`] },
        { Sid: "List", Action: ["s3:ListBucket"], Resource: [bucketArn(bucket)] },
        { Sid: "Decrypt", Action: ["kms:Decrypt"], Resource: [props.keyArn] },
      ],
      // More memory is more network: a run is many small requests.
      memoryMb: 512,
      timeoutSeconds: TIMEOUT_SECONDS,
    });
    addAlarm(this, "unlisted", props, {
      kind: "unlisted-in-lake",
      meaning: "The lake has a column or a table that no contract lists.",
      ...lakeMetric(stackId(environment), "UnlistedInLake"),
      ...ONCE_A_DAY,
    });
    addAlarm(this, "unreadable", props, {
      kind: "unreadable-in-lake",
      meaning: "The lake has a file whose columns nobody knows: it is not a whole Parquet file, or can't be read.",
      ...lakeMetric(stackId(environment), "UnreadableInLake"),
      ...ONCE_A_DAY,
    });
  }
}

/** There is one value a day, so the alarm stays until the next. */
const ONCE_A_DAY = { statistic: "Maximum", period: DAY } as const;
