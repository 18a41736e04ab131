import { RECORD_MASKS } from "../../contracts/record-masks.ts";
import { readEnvironment } from "./environment.ts";
import { tableFinder } from "./find-table.ts";
import { type Answer, type FirehoseEvent, streamName } from "./firehose.ts";
import { TransformerTelemetry } from "./telemetry.ts";
import { refuse, transform } from "./transform.ts";

const { stack, streamPrefix } = readEnvironment();
const findTable = tableFinder(RECORD_MASKS, streamPrefix);
const telemetry = new TransformerTelemetry(stack);

/** Lambda's entry, for Firehose: the contract's mask once more, on what the producer has sent. */
export async function handler(event: FirehoseEvent): Promise<Answer> {
  const { records } = event;
  const found = findTable(streamName(event));
  if (found === undefined) {
    telemetry.refused("STREAM_UNLISTED", records.length, records.length);
    return refuse(records);
  }
  const transformed = transform(records, found.mask);
  telemetry.transformed(found.table, transformed);
  return transformed.answer;
}
