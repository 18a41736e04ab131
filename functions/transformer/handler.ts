import { RECORD_MASKS } from "../../contracts/record-masks.ts";
import { readEnvironment } from "./environment.ts";
import { tableFinder } from "./find-table.ts";
import { type Answer, type FirehoseEvent, streamName } from "./firehose.ts";
import { TransformerTelemetry } from "./telemetry.ts";
import { refuse, transform } from "./transform.ts";

const { stack, streamPrefix } = readEnvironment();
const findTable = tableFinder(RECORD_MASKS, streamPrefix);
const telemetry = new TransformerTelemetry(stack);

/**
 * Lambda's entry, for Firehose: the contract's mask once more, on what the producer has sent. A defect of ours fails every record of the
 * batch, and says so: if it threw, Firehose would store them as they came all the same, and only an alarm would tell.
 */
export async function handler(event: FirehoseEvent): Promise<Answer> {
  try {
    return answer(event);
  } catch {
    // Whatever was thrown may quote a record.
    telemetry.refused("TRANSFORMER_DEFECT", event.records.length, event.records.length);
    return refuse(event.records);
  }
}

function answer(event: FirehoseEvent): Answer {
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
