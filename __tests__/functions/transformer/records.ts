import type { RecordMask } from "../../../contracts/stream-record.ts";
import { recordMask } from "../../../contracts/stream-record.ts";
import type { AnswerRecord, FirehoseRecord } from "../../../functions/transformer/firehose.ts";

/** What no contract here lists. */
export const SECRET = "4929-1234-5678";

export const AT = "2026-11-27 10:00:00.000000";

export const MASK: RecordMask = recordMask({
  columns: { id: "integer", amount: "decimal(20,2)", device: "text", updated_at: "timestamp" },
});

/** A record of the mask's table; with more members, as JSON. */
export function row(id: number, more = ""): string {
  return `{"id":${id},"amount":1.10,"device":"tv","updated_at":"${AT}"${more},"_extracted_at":"${AT}"}`;
}

export function sent(text: string | Uint8Array, index = 0): FirehoseRecord {
  return { recordId: `record-${index}`, data: Buffer.from(text as string).toString("base64") };
}

/** What an answered record has, as text. */
export function received({ data }: Pick<AnswerRecord, "data">): string {
  return Buffer.from(data, "base64").toString();
}
