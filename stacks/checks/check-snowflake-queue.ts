import type { Problem } from "../../contracts/problem.ts";
import { rule } from "./rule.ts";

/**
 * S3 notifies queues of its bucket's own region only. The account is Snowflake's.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html
 * @param bucket what the message calls it, and its region @param source what has the right queue as `notification_channel`
 */
export function checkSnowflakeQueue(
  where: string,
  arn: string | undefined,
  { bucket, region, source }: { readonly bucket: string; readonly region: string; readonly source: string },
): Problem[] {
  return rule(
    arn === undefined ||
      (arn.startsWith(`arn:aws:sqs:${region}:`) && /^[^:]*(:[^:]*){3}:\d{12}:[A-Za-z0-9_-]{1,80}$/.test(arn)),
    where,
    `"${arn}" is not a standard SQS queue in ${region}, where the ${bucket} is`,
    `use \`notification_channel\` of ${source}`,
  );
}
