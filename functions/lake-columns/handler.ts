import { LISTED_TABLES } from "../../contracts/listed-tables.ts";
import { checkLake } from "./check-lake.ts";
import { readEnvironment } from "./environment.ts";
import { openLake } from "./lake.ts";
import { isLakeQuestion, type LakeReport } from "./report.ts";
import { LakeTelemetry } from "./telemetry.ts";

const { stack, lakeBucket, bucketOwner } = readEnvironment();
const lake = openLake(lakeBucket, bucketOwner);
const telemetry = new LakeTelemetry(stack);

const HOUR_MS = 60 * 60 * 1000;

/** Of a daily run: a day, and time for a run that begins late. Nothing remembers the last run, so nothing can forget it. */
const HOURS = 26;

/** Lambda's entry: a daily run, which logs and counts what it finds, or an operator's question, which is only answered. */
export async function handler(event: unknown): Promise<LakeReport> {
  if (isLakeQuestion(event)) return await checkLake(lake, LISTED_TABLES, hoursAgo(event.hours ?? 0));
  const report = await checkLake(lake, LISTED_TABLES, hoursAgo(HOURS));
  telemetry.checked(report);
  return report;
}

function hoursAgo(hours: number): Date {
  return new Date(Date.now() - hours * HOUR_MS);
}
