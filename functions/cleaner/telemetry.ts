import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import type { RawObject } from "./events.ts";
import type { FailurePointer } from "./failure.ts";
import type { SkipReason } from "./route.ts";
import type { Summary } from "./summary.ts";

const SERVICE = "cleaner";
const NAMESPACE = "clearwell";

type Value = readonly [name: string, unit: (typeof MetricUnit)[keyof typeof MetricUnit], value: number];

/** What is told of each object. Names, counts and places only. */
export interface Telemetry {
  cleaned(summary: Summary): void;
  skipped(object: RawObject, reason: SkipReason): void;
  failed(pointer: FailurePointer): void;
}

/** One log line and one set of CloudWatch metrics an object, as JSON on stdout. */
export class PowertoolsTelemetry implements Telemetry {
  readonly #logger = new Logger({ serviceName: SERVICE });
  readonly #metrics: Metrics;

  /** @param stack tells the stacks of one account apart. */
  constructor(stack: string) {
    this.#logger.appendKeys({ stack });
    this.#metrics = new Metrics({ namespace: NAMESPACE, serviceName: SERVICE, defaultDimensions: { stack } });
  }

  cleaned(summary: Summary): void {
    this.#logger.info("cleaned", { ...summary });
    this.#publish(summary.collection, [
      ["RowsIn", MetricUnit.Count, summary.rowsIn],
      ["RowsOut", MetricUnit.Count, summary.rowsOut],
      ["Deletes", MetricUnit.Count, summary.deletes],
      ["Malformed", MetricUnit.Count, summary.malformed],
      ["ReplacedCharacters", MetricUnit.Count, summary.replacedCharacters],
      ["DroppedColumns", MetricUnit.Count, summary.dropped.length + summary.droppedUnnamed],
      ["AbsentColumns", MetricUnit.Count, summary.absent.length],
      ["BytesIn", MetricUnit.Bytes, summary.bytesIn],
      ["BytesOut", MetricUnit.Bytes, summary.bytesOut],
      ["Duration", MetricUnit.Milliseconds, summary.milliseconds],
    ]);
  }

  skipped({ bucket, key }: RawObject, reason: SkipReason): void {
    this.#logger.info("skipped", { reason, bucket, rawKey: key });
    if (reason === "unlisted-collection") this.#publish(undefined, [["UnlistedObjects", MetricUnit.Count, 1]]);
  }

  failed(pointer: FailurePointer): void {
    this.#logger.error("failed", { ...pointer });
    this.#publish(undefined, [["FailedObjects", MetricUnit.Count, 1]]);
  }

  #publish(collection: string | undefined, values: readonly Value[]): void {
    if (collection !== undefined) this.#metrics.addDimension("collection", collection);
    for (const [name, unit, value] of values) this.#metrics.addMetric(name, unit, value);
    this.#metrics.publishStoredMetrics();
  }
}
