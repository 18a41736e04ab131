import { watermarkName } from "./environment.ts";
import { type Producer, readTable } from "./producer.ts";
import type { MoveEvent } from "./producer-event.ts";
import type { TimeText } from "./utc-time.ts";
import { moveWatermark, readWatermark } from "./watermarks.ts";

/** Where an operator has moved a watermark from, and to. Null: the table as never read. */
export interface MoveResult {
  readonly before: TimeText | null;
  readonly watermark: TimeText | null;
}

/** Moves a table's watermark, for an operator. A run that is going on notices it. The day of the last control stays. @throws ProducerError */
export async function move(producer: Producer, { table, watermark }: MoveEvent): Promise<MoveResult> {
  const parameter = watermarkName(producer.environment, readTable(producer, table).name);
  const before = await readWatermark(producer.ssm, parameter);
  await moveWatermark(producer.ssm, parameter, before, { at: watermark, controlled: before.controlled });
  return { before: before.at, watermark };
}
