import { ALERT_REMEDIES } from "../../../functions/alert/remedies.ts";
import type { mailFailures } from "../../../functions/mail/mail-failures.ts";
import type { Notice } from "../../../functions/shared/notice.ts";

/** A message as Lambda gives it to the function. */
type Message = Parameters<typeof mailFailures>[0][number];

export const [CODE = ""] = Object.keys(ALERT_REMEDIES);

export const NOTICE: Notice = {
  code: CODE,
  table: "video.transactions",
  count: 3,
  first: "2026-11-27T10:00:00.000Z",
  logGroup: "/aws/lambda/producer",
  logStream: "2026/11/27/[$LATEST]0a1b",
};

/** As CloudWatch sends it; more of it is not read. */
export const ALARM = {
  AlarmName: "clearwell-production-us-west-2-mysql-producer-throttles",
  AlarmDescription: "The producer was throttled. What to do: docs/runbook.md#producer-throttles",
  NewStateValue: "ALARM",
  NewStateReason: "Threshold Crossed: 1 datapoint [3.0 (27/11/26 10:00:00)] was greater than the threshold (0.0).",
  StateChangeTime: "2026-11-27T10:05:00.123+0000",
};

/** As Snowflake publishes a task that failed: https://docs.snowflake.com/en/user-guide/tasks-errors */
export const TASK_FAILED = {
  version: "1.0",
  messageType: "USER_TASK_FAILED",
  timestamp: "2026-11-27T05:23:07.471Z",
  accountName: "MYACCOUNT",
  taskName: "CLEARWELL_PRODUCTION.STAR_VIDEO.COMPARE_CONTROLS",
  messages: [
    {
      queryId: "01b2",
      errorCode: "100038",
      errorMessage:
        "Numeric value 'CONTROL_DIFFERS: video/customers on 2026-11-27, video/videos on 2026-11-27' is not recognized",
    },
  ],
};

/** As Snowflake publishes a file that a pipe can't load. Its text may quote what is in the file. */
export const FILE_FAILED = {
  version: "1.0",
  messageType: "INGEST_FAILED_FILE",
  timestamp: "2026-11-27T05:23:07.471Z",
  pipeName: "CLEARWELL_PRODUCTION.LANDING_VIDEO.KINESIS_S3_SNOWPIPE_CUSTOMERS",
  messages: [{ fileName: "/a.json.gz", firstError: "Error parsing JSON: ann@example.org" }],
};

/** A batch of SQS; the ids are `1`, `2` and so on. */
export function batch(...messages: readonly (object | string)[]): { readonly Records: Message[] } {
  const records = messages.map((message, index) => ({
    messageId: String(index + 1),
    body: typeof message === "string" ? message : JSON.stringify(message),
  }));
  return { Records: records as Message[] };
}
