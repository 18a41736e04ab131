import { ALERT_REMEDIES, isAlertCode } from "../alert/remedies.ts";
import { MailError } from "../shared/mail-errors.ts";
import type { Notice } from "../shared/notice.ts";
import type { Failure } from "./failure.ts";
import { isSnowflakeMessage, ofSnowflake } from "./snowflake-failure.ts";
import { withSteps } from "./steps.ts";

/**
 * Reads a message of the queue. @param body its text
 * @throws MailError `NOTICE_UNREADABLE`, which does not quote it
 */
export function readFailure(body: string): Failure {
  const message = parse(body);
  if (isNotice(message)) return ofNotice(message);
  if (isAlarm(message)) return ofAlarm(message);
  if (isSnowflakeMessage(message)) return ofSnowflake(message);
  throw new MailError("NOTICE_UNREADABLE");
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new MailError("NOTICE_UNREADABLE", { cause: error });
  }
}

function ofNotice({ code, table, count, first, logGroup, logStream }: Notice): Failure {
  return {
    kind: [code, table].filter((part) => part !== undefined).join(" "),
    count,
    since: first,
    remedy: withSteps(code, ALERT_REMEDIES[code] as string),
    details: [...(table === undefined ? [] : [`Table: ${table}`]), `Log: ${logGroup}, stream ${logStream}`],
  };
}

/** The description has the remedy: `stacks/constructs/alarm.ts`. It begins with a code if the alarm stands for one: `LOCK_HELD: …`. */
function ofAlarm({ AlarmName, AlarmDescription, StateChangeTime }: Alarm): Failure {
  const [code = ""] = AlarmDescription.split(": ", 1);
  return {
    kind: `${isAlertCode(code) ? code : "alarm"} ${AlarmName}`,
    count: 1,
    since: new Date(StateChangeTime).toISOString(),
    remedy: AlarmDescription,
    details: [],
  };
}

/** What CloudWatch sends to a topic. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html */
interface Alarm {
  readonly AlarmName: string;
  readonly AlarmDescription: string;
  readonly StateChangeTime: string;
}

function isNotice(message: unknown): message is Notice {
  if (!isObject(message)) return false;
  const { code, table, count, first, logGroup, logStream } = message;
  return (
    typeof code === "string" &&
    Object.hasOwn(ALERT_REMEDIES, code) &&
    (table === undefined || typeof table === "string") &&
    Number.isSafeInteger(count) &&
    isTime(first) &&
    typeof logGroup === "string" &&
    typeof logStream === "string"
  );
}

function isAlarm(message: unknown): message is Alarm {
  if (!isObject(message)) return false;
  const { AlarmName, AlarmDescription, StateChangeTime } = message;
  return typeof AlarmName === "string" && typeof AlarmDescription === "string" && isTime(StateChangeTime);
}

function isObject(message: unknown): message is Readonly<Record<string, unknown>> {
  return typeof message === "object" && message !== null;
}

function isTime(text: unknown): boolean {
  return typeof text === "string" && !Number.isNaN(Date.parse(text));
}
