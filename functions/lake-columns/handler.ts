import { LISTED_TABLES } from "../../contracts/listed-tables.ts";
import { checkLake } from "./check-lake.ts";
import { readEnvironment } from "./environment.ts";
import { openLake } from "./lake.ts";
import { isLakeQuestion, type LakeReport } from "./report.ts";
import { LakeTelemetry } from "./telemetry.ts";

const { stack, lakeBucket, bucketOwner } = readEnvironment();
const lake = openLake(lakeBucket, bucketOwner);
const telemetry = new LakeTelemetry(stack);

/** How far a daily run looks back: a day, and two hours for one that begins late. Nothing remembers the last run, so nothing can forget it. */
const RUN_MS = 26 * 60 * 60 * 1000;

/** Lambda's entry: a daily run, which logs and counts what it finds, or an operator's question, which is only answered. */
export async function handler(event: unknown): Promise<LakeReport> {
  const now = Date.now();
  if (isLakeQuestion(event)) return await checkLake(lake, LISTED_TABLES, new Date(now));
  const report = await checkLake(lake, LISTED_TABLES, new Date(now - RUN_MS));
  telemetry.checked(report);
  return report;
}
