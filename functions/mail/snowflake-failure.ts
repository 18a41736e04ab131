import { STAR_ERRORS } from "../../warehouse/snowflake/star/star-errors.ts";
import type { SNOWFLAKE_MESSAGES } from "./environment.ts";
import type { Failure } from "./failure.ts";
import { withSteps } from "./steps.ts";

/** What Snowflake publishes of pipes and tasks, by its `messageType`, and what to do. */
const SNOWFLAKE_FAILURES: Readonly<Record<(typeof SNOWFLAKE_MESSAGES)[number], string>> = {
  USER_TASK_FAILED:
    "A task in Snowflake failed. It has consumed nothing, and its next run tries again. TASK_HISTORY has its error.",
  INGEST_FAILED_FILE:
    "Snowpipe could not load a file, or a part of it. COPY_HISTORY of the table has its error; after the cause is gone, `ops warehouse refresh` loads the file again.",
};

/** Every code that a mail of Snowflake's failures may name, with what to do. */
export const SNOWFLAKE_REMEDIES: Readonly<Record<string, string>> = { ...SNOWFLAKE_FAILURES, ...STAR_ERRORS };

/**
 * What Snowflake publishes. More of it is not read: the texts of its errors may quote values.
 * https://docs.snowflake.com/en/user-guide/tasks-errors, …/user-guide/data-load-snowpipe-errors
 */
interface SnowflakeMessage {
  readonly messageType: keyof typeof SNOWFLAKE_FAILURES;
  readonly timestamp: string;
  readonly taskName?: unknown;
  readonly pipeName?: unknown;
  readonly messages?: unknown;
}

export function isSnowflakeMessage(message: unknown): message is SnowflakeMessage {
  const { messageType, timestamp } = (message ?? {}) as Readonly<Record<string, unknown>>;
  return (
    typeof messageType === "string" &&
    Object.hasOwn(SNOWFLAKE_FAILURES, messageType) &&
    typeof timestamp === "string" &&
    !Number.isNaN(Date.parse(timestamp))
  );
}

/** A task that fails on purpose has a code of ours in its error, and after it names and days alone. */
export function ofSnowflake(message: SnowflakeMessage): Failure {
  const { messageType, timestamp } = message;
  const { code, what } = ownFailure(message.messages) ?? { code: messageType, what: undefined };
  const name = [message.taskName, message.pipeName].find(isName);
  return {
    kind: [code, name].filter((part) => part !== undefined).join(" "),
    count: 1,
    since: new Date(timestamp).toISOString(),
    remedy: withSteps(code, SNOWFLAKE_REMEDIES[code] as string),
    details: [...(name === undefined ? [] : [`In Snowflake: ${name}`]), ...(what === undefined ? [] : [`Of: ${what}`])],
  };
}

/** `CONTROL_DIFFERS: video/customers on 2026-11-27, video/videos on 2026-11-27` */
const OWN = new RegExp(
  String.raw`\b(${Object.keys(STAR_ERRORS).join("|")}): ((?:[\w$]+(?:/[\w$]+(?: on \d{4}-\d\d-\d\d)?|\.[\w$]+)(?:, )?)+)`,
);

function ownFailure(messages: unknown): { readonly code: string; readonly what: string } | undefined {
  const first: unknown = Array.isArray(messages) ? messages[0] : undefined;
  const text = (first as { errorMessage?: unknown } | undefined)?.errorMessage;
  const [, code, what] = (typeof text === "string" && OWN.exec(text)) || [];
  return code === undefined || what === undefined ? undefined : { code, what };
}

/** `DATABASE.SCHEMA.NAME` */
function isName(name: unknown): name is string {
  return typeof name === "string" && /^[\w$]+(\.[\w$]+){2}$/.test(name);
}
