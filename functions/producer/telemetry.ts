import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics } from "@aws-lambda-powertools/metrics";
import { METRIC_NAMESPACE } from "../../contracts/metrics.ts";
import {
  PRODUCER_METRICS,
  PRODUCER_SERVICE,
  type ProducerMetric,
  producerDimensions,
} from "../../contracts/producer-metrics.ts";
import { ALERT } from "../shared/alert.ts";
import { kindOf } from "../shared/error-kind.ts";
import type { BackfillResult } from "./backfill.ts";
import type { CheckReport } from "./check/check-report.ts";
import type { MoveResult } from "./move.ts";
import type { ProducerError } from "./producer-error.ts";
import type { TickResult } from "./tick.ts";
import { secondsOf } from "./utc-time.ts";

/** Log lines and metrics of the producer, as JSON on stdout: names, times and numbers. */
export class ProducerTelemetry {
  readonly #stack: string;
  readonly #logger = new Logger({ serviceName: PRODUCER_SERVICE });

  /** @param stack distinguishes the stacks of one account */
  constructor(stack: string) {
    this.#stack = stack;
    this.#logger.appendKeys({ stack });
  }

  /** @param table `video.transactions` @param now milliseconds since 1970 */
  ticked(table: string, result: TickResult, now: number): void {
    this.#logger.info(result === null ? "lock taken" : "sent", { table, ...result });
    if (result === null) {
      this.#count(table, { LockTaken: 1 });
      return;
    }
    const { rows, watermark } = result;
    const age = watermark === null ? {} : { WatermarkAge: Math.max(0, now / 1000 - secondsOf(watermark)) };
    this.#count(table, { LockTaken: 0, RowsSent: rows, ...age });
  }

  backfilled(table: string, { rows, next }: BackfillResult): void {
    this.#logger.info("backfilled", { table, rows, isEnd: next === null });
  }

  moved(table: string, { before, watermark }: MoveResult): void {
    this.#logger.warn("watermark moved", { table, before, watermark });
  }

  checked({ findings }: CheckReport): void {
    for (const finding of findings) this.#logger.error("finding", { ...finding });
    this.#logger.info("checked", { findings: findings.length });
  }

  /** The line is an alert: `functions/shared/alert.ts`. @param table undefined if it is of no single table */
  failed({ code, message, cause }: ProducerError, table: string | undefined): void {
    const why = cause === undefined ? undefined : kindOf(cause);
    this.#logger.error("failed", { alert: ALERT, code, table, explanation: message, cause: why });
  }

  #count(table: string, values: Partial<Record<ProducerMetric, number>>): void {
    const metrics = new Metrics({
      namespace: METRIC_NAMESPACE,
      defaultDimensions: producerDimensions(this.#stack, table),
    });
    for (const [name, value] of Object.entries(values) as [ProducerMetric, number][])
      metrics.addMetric(name, PRODUCER_METRICS[name], value);
    metrics.publishStoredMetrics();
  }
}
