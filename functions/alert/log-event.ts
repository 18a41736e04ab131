import { gunzipSync } from "node:zlib";
import { MailError } from "../shared/mail-errors.ts";

/** Lines of one log stream that the subscription filter has let through. */
export interface LogEvent {
  readonly logGroup: string;
  readonly logStream: string;
  readonly lines: readonly LogLine[];
}

interface LogLine {
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly message: string;
}

/** Bytes of an event when it is unpacked. Lambda takes 6 MB of base64; lines that pack a hundred times better are not ours. */
const MAX_BYTES = 512 * 1024 * 1024;

/**
 * Reads what CloudWatch Logs sends: JSON, gzipped, in base64.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html
 * @returns undefined for its test of whether the function can be reached
 * @throws MailError `LOG_EVENT_UNREADABLE`
 */
export function readLogEvent(event: unknown): LogEvent | undefined {
  try {
    const { awslogs } = event as { awslogs: { data: string } };
    const packed = Buffer.from(awslogs.data, "base64");
    const data = JSON.parse(gunzipSync(packed, { maxOutputLength: MAX_BYTES }).toString()) as Data;
    if (data.messageType === "CONTROL_MESSAGE") return undefined;
    const { logGroup, logStream, logEvents } = data;
    return {
      logGroup: String(logGroup),
      logStream: String(logStream),
      lines: logEvents.map(({ timestamp, message }) => ({ timestamp: Number(timestamp), message: String(message) })),
    };
  } catch (error) {
    throw new MailError("LOG_EVENT_UNREADABLE", { cause: error });
  }
}

interface Data {
  readonly messageType: string;
  readonly logGroup: string;
  readonly logStream: string;
  readonly logEvents: readonly LogLine[];
}
