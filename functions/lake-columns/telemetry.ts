import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics } from "@aws-lambda-powertools/metrics";
import { LAKE_METRICS, LAKE_SERVICE, type LakeMetric, lakeDimensions } from "../../contracts/lake-metrics.ts";
import { METRIC_NAMESPACE } from "../../contracts/metrics.ts";
import { LAKE_ERRORS } from "./lake-errors.ts";
import type { LakeReport } from "./report.ts";

/** One log line for each finding and one for the run, and its metrics, as JSON on stdout. */
export class LakeTelemetry {
  readonly #logger = new Logger({ serviceName: LAKE_SERVICE });
  readonly #metrics: Metrics;

  /** @param stack distinguishes the stacks of one account */
  constructor(stack: string) {
    this.#logger.appendKeys({ stack });
    this.#metrics = new Metrics({ namespace: METRIC_NAMESPACE, defaultDimensions: lakeDimensions(stack) });
  }

  checked(report: LakeReport): void {
    for (const finding of report.findings)
      this.#logger.error("finding", { ...finding, explanation: LAKE_ERRORS[finding.code] });
    const values = valuesOf(report);
    this.#logger.info("checked", { tables: report.tables, ...values });
    for (const name of Object.keys(LAKE_METRICS) as LakeMetric[])
      this.#metrics.addMetric(name, LAKE_METRICS[name], values[name]);
    this.#metrics.publishStoredMetrics();
  }
}

function valuesOf({ files, findings }: LakeReport): Record<LakeMetric, number> {
  const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
  return {
    UnlistedInLake: sum(
      findings.map(({ code, columns, more }) => (code === "UNLISTED_TABLE" ? 1 : columns.length + more)),
    ),
    UnreadableInLake: sum(findings.map((finding) => (finding.code.startsWith("UNLISTED") ? 0 : finding.files))),
    FilesInLake: files,
  };
}
