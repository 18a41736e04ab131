import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics } from "@aws-lambda-powertools/metrics";
import { METRIC_NAMESPACE } from "../../contracts/metrics.ts";
import {
  TRANSFORMER_METRICS,
  TRANSFORMER_SERVICE,
  type TransformerMetric,
  transformerDimensions,
} from "../../contracts/stream-metrics.ts";
import { ALERT } from "../shared/alert.ts";
import type { Transformed } from "./transform.ts";
import type { TransformerErrorCode } from "./transformer-errors.ts";

/** The counts of each batch, and a line for what was refused: names and numbers, as JSON on stdout. */
export class TransformerTelemetry {
  readonly #logger = new Logger({ serviceName: TRANSFORMER_SERVICE });
  readonly #stack: string;

  /** @param stack distinguishes the stacks of one account */
  constructor(stack: string) {
    this.#stack = stack;
    this.#logger.appendKeys({ stack });
  }

  transformed(table: string, { answer, unreadable, pastLimit, unlisted }: Transformed): void {
    const records = answer.records.length;
    if (unreadable > 0) this.refused("RECORDS_UNREADABLE", unreadable, records, table);
    if (pastLimit > 0) this.refused("RECORDS_PAST_LIMIT", pastLimit, records, table);
    const defaultDimensions = transformerDimensions(this.#stack, table);
    const metrics = new Metrics({ namespace: METRIC_NAMESPACE, defaultDimensions });
    const values: Record<TransformerMetric, number> = {
      RecordsIn: records,
      RecordsFailed: unreadable + pastLimit,
      UnlistedMembers: unlisted,
    };
    for (const name of Object.keys(values) as TransformerMetric[])
      metrics.addMetric(name, TRANSFORMER_METRICS[name], values[name]);
    metrics.publishStoredMetrics();
  }

  /** The line is an alert: `functions/shared/alert.ts`. */
  refused(code: TransformerErrorCode, refused: number, records: number, table?: string): void {
    this.#logger.error("refused", { alert: ALERT, code, table, refused, records });
  }
}
