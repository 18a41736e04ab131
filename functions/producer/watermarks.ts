import { GetParameterCommand, PutParameterCommand, type SSMClient } from "@aws-sdk/client-ssm";
import { NO_WATERMARK } from "./environment.ts";
import { ProducerError } from "./producer-error.ts";
import type { TimeText } from "./utc-time.ts";

/** How far a table has been sent. */
export interface Reached {
  /** All rows that were changed before were sent. In UTC. Null before the first run. */
  readonly at: TimeText | null;
  /** The day of the last control, `2026-11-27`. Null if none was sent yet. */
  readonly controlled: string | null;
}

export interface Watermark extends Reached {
  /** Counts how often it was moved. */
  readonly version: number;
}

/** The form in which the parameter has a time. */
export const WATERMARK = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}$/;

/** Between the time and the day of the last control: `2026-11-27 10:00:00.000000 control 2026-11-27`. Whoever writes a time alone asks for a control. */
const CONTROL = " control ";

/** Reads a table's watermark. @throws ProducerError */
export async function readWatermark(ssm: SSMClient, name: string): Promise<Watermark> {
  const { Parameter: it } = await ssm.send(new GetParameterCommand({ Name: name })).catch(unreadable);
  const { time, controlled } = partsOf(it?.Value ?? "");
  const isTime = WATERMARK.test(time);
  if (it?.Version === undefined || !(isTime || time === NO_WATERMARK)) throw new ProducerError("WATERMARK_UNREADABLE");
  return { at: isTime ? time : null, controlled, version: it.Version };
}

/** What the parameter has: the time, or `none`, and the day of the last control. */
export function partsOf(value: string): { readonly time: string; readonly controlled: string | null } {
  const [time = "", controlled = null] = value.split(CONTROL);
  return { time, controlled };
}

/**
 * Moves it. SSM can't compare before it writes, but it counts: whoever moved it in between is noticed before, or in the worst case after.
 * Versions are never labelled: with a label on the oldest of its hundred versions, a parameter can't be written any more.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-versions.html
 * @param from as it was read when the run began
 * @throws ProducerError
 */
export async function moveWatermark(ssm: SSMClient, name: string, from: Watermark, to: Reached): Promise<void> {
  if ((await readWatermark(ssm, name)).version !== from.version) throw new ProducerError("WATERMARK_MOVED");
  const Value = `${to.at ?? NO_WATERMARK}${to.controlled === null ? "" : CONTROL + to.controlled}`;
  const put = new PutParameterCommand({ Name: name, Value, Type: "String", Overwrite: true });
  const { Version } = await ssm.send(put).catch(unreadable);
  if (Version !== from.version + 1) throw new ProducerError("WATERMARK_MOVED");
}

function unreadable(error: unknown): never {
  throw new ProducerError("WATERMARK_UNREADABLE", { cause: error });
}
