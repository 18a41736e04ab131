import { LISTED_TABLES } from "../../contracts/listed-tables.ts";
import { readLogin } from "../shared/source/login.ts";
import { checkSources } from "./check-sources.ts";
import { readEnvironment } from "./environment.ts";
import type { SourceReport } from "./report.ts";
import { SourceTelemetry } from "./telemetry.ts";

const environment = readEnvironment();
const telemetry = new SourceTelemetry(environment.stack);

/** Lambda's entry, for the schedule and for operators: whatever the event, every source is compared with its contract. */
export async function handler(): Promise<SourceReport> {
  const report = await checkSources(environment, LISTED_TABLES, readLogin);
  telemetry.checked(report);
  return report;
}
