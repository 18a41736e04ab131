import { type BackfillEstimate, type BackfillResult, backfill, estimateBackfill } from "./backfill.ts";
import type { CheckReport } from "./check/check-report.ts";
import { checkSource } from "./check/check-source.ts";
import { type MoveResult, move } from "./move.ts";
import { type Producer, runTime } from "./producer.ts";
import { ProducerError } from "./producer-error.ts";
import { type ProducerEvent, parseEvent } from "./producer-event.ts";
import type { ProducerTelemetry } from "./telemetry.ts";
import { type TickResult, tick } from "./tick.ts";

export type Answer = TickResult | BackfillResult | BackfillEstimate | MoveResult | CheckReport;

/**
 * Does what the event asks for. Whatever fails is an alert, the reading of the watermark and the login too.
 * @param remaining milliseconds until Lambda ends the function
 * @throws Error that quotes nothing: Lambda logs it, and an operator sees it
 */
export async function handleEvent(
  event: unknown,
  remaining: number,
  producer: Producer,
  telemetry: ProducerTelemetry,
): Promise<Answer> {
  let table: string | undefined;
  try {
    const parsed = parseEvent(event);
    table = "table" in parsed ? knownTable(producer, parsed.table) : undefined;
    return await answer(parsed, remaining, producer, telemetry);
  } catch (error) {
    const failure = ProducerError.from(error);
    telemetry.failed(failure, table);
    // Without its cause, whose text may quote the data.
    throw new ProducerError(failure.code);
  }
}

async function answer(event: ProducerEvent, remaining: number, producer: Producer, telemetry: ProducerTelemetry) {
  const time = runTime(producer.now(), remaining);
  if ("check" in event) {
    const report = await checkSource(producer, time);
    telemetry.checked(report);
    return report;
  }
  const name = `${producer.environment.database}.${event.table}`;
  if ("watermark" in event) {
    const result = await move(producer, event);
    telemetry.moved(name, result);
    return result;
  }
  if (!("backfill" in event)) {
    const result = await tick(producer, event.table, time);
    telemetry.ticked(name, result, producer.now());
    return result;
  }
  if (event.estimate === true) return await estimateBackfill(producer, event, time);
  const result = await backfill(producer, event, time);
  telemetry.backfilled(name, result);
  return result;
}

/** As logs and mails name it. Undefined for a name that anybody may have written. */
function knownTable({ environment, tables }: Producer, table: string): string | undefined {
  return Object.hasOwn(tables, table) ? `${environment.database}.${table}` : undefined;
}
