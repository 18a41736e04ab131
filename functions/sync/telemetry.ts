import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics } from "@aws-lambda-powertools/metrics";
import { METRIC_NAMESPACE } from "../../contracts/metrics.ts";
import { SYNC_METRICS, SYNC_SERVICE, type SyncMetric, syncDimensions } from "../../contracts/sync-metrics.ts";
import { ALERT } from "../shared/alert.ts";
import { kindOf } from "../shared/error-kind.ts";
import type { Finished } from "./finish.ts";
import type { WentBack } from "./go-back.ts";
import type { LoadedPart } from "./load-part.ts";
import type { PublishedBatch } from "./publish-batch.ts";
import { RETRIED, type SyncError } from "./sync-error.ts";
import type { SyncPlan } from "./sync-event.ts";

/** Log lines and metrics of the sync, as JSON on stdout: names, times and numbers. */
export class SyncTelemetry {
  readonly #stack: string;
  readonly #logger = new Logger({ serviceName: SYNC_SERVICE });

  /** @param stack distinguishes the stacks of one account */
  constructor(stack: string) {
    this.#stack = stack;
    this.#logger.appendKeys({ stack });
  }

  planned({ tables, held }: SyncPlan): void {
    for (const { table, batches, left } of tables)
      this.#logger.info("planned", { table, batches: batches.length, left });
    for (const { table, why } of held) this.#logger.warn("held", { table, why });
  }

  loaded({ table, rows, already }: LoadedPart): void {
    this.#logger.info("loaded", { table, rows, already });
    this.#count(table, { RowsLoaded: already ? 0 : rows });
  }

  published({ table, batch, kind, rows, already }: PublishedBatch): void {
    this.#logger.info("published", { table, batch, kind, rows, already });
    this.#count(table, { BatchesPublished: already ? 0 : 1 });
  }

  wentBack({ table, batch, from }: WentBack): void {
    this.#logger.warn("went back", { table, batch, from });
  }

  finished({ ages }: Finished): void {
    for (const [table, BatchAge] of Object.entries(ages)) this.#count(table, { BatchAge });
  }

  /** The line is an alert (`functions/shared/alert.ts`), unless the state machine tries again: its last step fails for what stays. */
  failed({ code, message, cause, where: { table, ...where } }: SyncError): void {
    const why = cause === undefined ? undefined : kindOf(cause);
    const line = { code, table, ...where, explanation: message, cause: why };
    if (RETRIED.includes(code)) this.#logger.warn("failed", line);
    else this.#logger.error("failed", { alert: ALERT, ...line });
  }

  #count(table: string, values: Partial<Record<SyncMetric, number>>): void {
    const metrics = new Metrics({ namespace: METRIC_NAMESPACE, defaultDimensions: syncDimensions(this.#stack, table) });
    for (const [name, value] of Object.entries(values) as [SyncMetric, number][])
      metrics.addMetric(name, SYNC_METRICS[name], value);
    metrics.publishStoredMetrics();
  }
}
