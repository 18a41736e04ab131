import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics } from "@aws-lambda-powertools/metrics";
import { METRIC_NAMESPACE } from "../../contracts/metrics.ts";
import { SOURCE_METRICS, SOURCE_SERVICE, type SourceMetric, sourceDimensions } from "../../contracts/source-metrics.ts";
import type { SourceReport } from "./report.ts";

/** One log line for each finding and one for each database, and the metrics of the run, as JSON on stdout. */
export class SourceTelemetry {
  readonly #logger = new Logger({ serviceName: SOURCE_SERVICE });
  readonly #metrics: Metrics;

  /** @param stack distinguishes the stacks of one account */
  constructor(stack: string) {
    this.#logger.appendKeys({ stack });
    this.#metrics = new Metrics({ namespace: METRIC_NAMESPACE, defaultDimensions: sourceDimensions(stack) });
  }

  checked({ databases }: SourceReport): void {
    for (const [database, { findings, unlisted }] of Object.entries(databases)) {
      for (const finding of findings) this.#logger.error("finding", { ...finding });
      this.#logger.info("checked", { database, findings: findings.length, unlisted });
    }
    const reports = Object.values(databases);
    this.#count("SourceFindings", sum(reports.map(({ findings }) => findings.length)));
    // Otherwise a source that can be read again would look like new columns.
    if (reports.every(({ unlisted }) => unlisted !== null))
      this.#count("UnlistedColumns", sum(reports.map(({ unlisted }) => unlisted?.length ?? 0)));
    this.#metrics.publishStoredMetrics();
  }

  #count(name: SourceMetric, value: number): void {
    this.#metrics.addMetric(name, SOURCE_METRICS[name], value);
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
