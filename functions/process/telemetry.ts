import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics } from "@aws-lambda-powertools/metrics";
import { METRIC_NAMESPACE } from "../../contracts/metrics.ts";
import {
  PROCESS_METRICS,
  PROCESS_SERVICE,
  type ProcessMetric,
  processDimensions,
} from "../../contracts/process-metrics.ts";
import { kindOf } from "../shared/error-kind.ts";
import { shownName } from "../shared/shown-name.ts";
import type { LoadedBatch, Outcome } from "./context.ts";
import { PROCESS_ERRORS, ProcessError, type ProcessErrorCode } from "./process-errors.ts";
import type { Stopped } from "./stopped.ts";

/** One log line for each batch and one for the run, and its metrics, as JSON on stdout. Names and numbers, no values. */
export class ProcessTelemetry {
  readonly #logger = new Logger({ serviceName: PROCESS_SERVICE });
  readonly #metrics: Metrics;
  readonly #now: () => number;
  readonly #startedAt: number;
  #batches = 0;
  #rows = 0;
  #newest: string | undefined;

  /** @param collection `<database>/<collection>` */
  constructor(stack: string, collection: string, now: () => number = Date.now) {
    this.#logger.appendKeys({ stack, collection });
    this.#metrics = new Metrics({
      namespace: METRIC_NAMESPACE,
      defaultDimensions: processDimensions(stack, collection),
    });
    this.#now = now;
    this.#startedAt = now();
  }

  loaded({ batch, rows, clusterTime }: LoadedBatch): void {
    this.#logger.info("loaded", { batch, rows });
    this.#batches += 1;
    this.#rows += rows;
    this.#newest = clusterTime;
  }

  ended({ backlog, stopped }: Outcome): void {
    if (stopped !== undefined) {
      const code = STOPPED_CODES[stopped.code];
      this.#logger.error("stopped", { code, explanation: PROCESS_ERRORS[code].remedy, backlog, ...shown(stopped) });
    }
    this.#logger.info("ended", { batches: this.#batches, rows: this.#rows, backlog });
    this.#publish({ Backlog: backlog, Stopped: stopped === undefined ? 0 : 1, LoadFailed: 0 });
  }

  failed(error: unknown): void {
    const known = error instanceof ProcessError ? { code: error.code, ...error.details } : {};
    const explanation = error instanceof ProcessError ? PROCESS_ERRORS[error.code].remedy : undefined;
    this.#logger.error("failed", { ...known, cause: kindOf(error), explanation });
    this.#publish({ LoadFailed: 1 });
  }

  #publish(values: Partial<Record<ProcessMetric, number>>): void {
    const now = this.#now();
    const age = this.#newest === undefined ? {} : { LoadedAge: Math.round((now - Date.parse(this.#newest)) / 1000) };
    const all = {
      BatchesLoaded: this.#batches,
      RowsLoaded: this.#rows,
      Duration: now - this.#startedAt,
      ...age,
      ...values,
    };
    for (const [name, value] of Object.entries(all) as [ProcessMetric, number][])
      this.#metrics.addMetric(name, PROCESS_METRICS[name], value);
    this.#metrics.publishStoredMetrics();
  }
}

/** Why a collection is stopped, as an error's code. */
const STOPPED_CODES = {
  DRIFT: "SCHEMA_DRIFT",
  UNTYPED: "FIELD_UNTYPED",
  UNLISTED: "UNLISTED_FIELD",
} as const satisfies Readonly<Record<Stopped["code"], ProcessErrorCode>>;

/** Names that are not listed are somebody else's choice. */
function shown({ batch, changes, names, rejected = false }: Stopped) {
  return {
    batch,
    rejected,
    names: names.map(shownName),
    changes: changes.map((change) => ({ ...change, path: change.path.split(".").map(shownName).join(".") })),
  };
}
