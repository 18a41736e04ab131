import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics } from "@aws-lambda-powertools/metrics";
import {
  METRIC_NAMESPACE,
  METRIC_SERVICE,
  metricDimensions,
  OBJECT_METRICS,
  type ObjectMetric,
  STACK_METRICS,
  type StackMetric,
} from "../../contracts/metrics.ts";
import type { RawObject } from "./events.ts";
import type { FailurePointer } from "./failure.ts";
import type { SkipReason } from "./route.ts";
import type { Summary } from "./summary.ts";

/** The reports on each object: only names, counts and places. */
export interface Telemetry {
  cleaned(summary: Summary): void;
  skipped(object: RawObject, reason: SkipReason): void;
  failed(pointer: FailurePointer): void;
}

/** One log line and one set of CloudWatch metrics an object, as JSON on stdout. */
export class PowertoolsTelemetry implements Telemetry {
  readonly #logger = new Logger({ serviceName: METRIC_SERVICE });
  readonly #metrics: Metrics;

  /** @param stack distinguishes the stacks of one account */
  constructor(stack: string) {
    this.#logger.appendKeys({ stack });
    this.#metrics = new Metrics({
      namespace: METRIC_NAMESPACE,
      defaultDimensions: metricDimensions(stack),
    });
  }

  cleaned(summary: Summary): void {
    this.#logger.info("cleaned", { ...summary });
    this.#metrics.addDimension("collection", summary.collection);
    const values = valuesOf(summary);
    for (const name of Object.keys(OBJECT_METRICS) as ObjectMetric[]) {
      const value = values[name];
      if (value !== undefined) this.#metrics.addMetric(name, OBJECT_METRICS[name], value);
    }
    this.#metrics.publishStoredMetrics();
  }

  skipped({ bucket, key }: RawObject, reason: SkipReason): void {
    this.#logger.info("skipped", { reason, bucket, rawKey: key });
    if (reason === "unlisted-collection" || reason === "unlisted-database") this.#count("UnlistedObjects");
  }

  failed(pointer: FailurePointer): void {
    this.#logger.error("failed", { ...pointer });
    this.#count("FailedObjects");
  }

  #count(name: StackMetric): void {
    this.#metrics.addMetric(name, STACK_METRICS[name], 1);
    this.#metrics.publishStoredMetrics();
  }
}

function valuesOf(summary: Summary): Record<ObjectMetric, number | undefined> {
  return {
    RowsIn: summary.rowsIn,
    RowsOut: summary.rowsOut,
    Deletes: summary.deletes,
    Keyless: summary.keyless,
    KeylessDeletes: summary.keylessDeletes,
    Malformed: summary.malformed,
    Scalars: summary.scalars,
    ReplacedCharacters: summary.replacedCharacters,
    DroppedColumns: summary.dropped.length + summary.droppedUnnamed,
    // A file without rows may have no header either: its 0 would hide a column that no file has.
    AbsentColumns: summary.rowsIn > 0 ? summary.absent.length : undefined,
    HeaderOnly: summary.headerOnly ? 1 : 0,
    BytesIn: summary.bytesIn,
    BytesOut: summary.bytesOut,
    Duration: summary.milliseconds,
  };
}
