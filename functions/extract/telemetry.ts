import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics } from "@aws-lambda-powertools/metrics";
import {
  EXTRACT_METRICS,
  EXTRACT_SERVICE,
  type ExtractMetric,
  extractDimensions,
} from "../../contracts/extract-metrics.ts";
import { METRIC_NAMESPACE } from "../../contracts/metrics.ts";
import type { BatchManifest } from "../shared/batch-manifest.ts";
import { kindOf } from "../shared/error-kind.ts";
import { EXTRACT_ERRORS, type ExtractError } from "./extract-error.ts";
import type { OplogWindow } from "./oplog-window.ts";

/** One log line for each batch and one for the run, and the run's metrics, as JSON on stdout. Names and numbers, never a value. */
export class ExtractTelemetry {
  readonly #logger = new Logger({ serviceName: EXTRACT_SERVICE });
  readonly #metrics: Metrics;
  readonly #started = performance.now();
  readonly #totals = { rows: 0, bytes: 0, postImagesMissing: 0, unlistedDocuments: 0 };
  #batches = 0;

  constructor(stack: string, collection: string) {
    this.#logger.appendKeys({ stack, collection });
    const defaultDimensions = extractDimensions(stack, collection);
    this.#metrics = new Metrics({ namespace: METRIC_NAMESPACE, defaultDimensions });
  }

  /** @param tokenAge seconds; undefined before the first load */
  window({ seconds, from }: OplogWindow, tokenAge: number | undefined): void {
    this.#logger.info("window", { oplogSeconds: seconds, oplogFrom: from, tokenAge: tokenAge ?? null });
    if (tokenAge !== undefined && seconds > 0) this.#add("OplogUsed", (100 * tokenAge) / seconds);
  }

  committed({ batch, kind, rows, parquet, postImagesMissing, unlisted, complete, clusterTime }: BatchManifest): void {
    this.#batches++;
    this.#totals.rows += rows;
    this.#totals.bytes += parquet.bytes;
    this.#totals.postImagesMissing += postImagesMissing;
    this.#totals.unlistedDocuments += unlisted.documents;
    const more = { complete: complete ?? null, clusterTime, postImagesMissing, unlisted };
    this.#logger.info("batch", { batch, kind, rows, bytes: parquet.bytes, ...more });
  }

  checked(found: object): void {
    this.#logger.info("checked", { ...found });
  }

  /** @param lag seconds */
  succeeded(lag: number): void {
    this.#add("ExtractLag", lag);
    this.#ended("SUCCEEDED", {});
    this.#metrics.publishStoredMetrics();
  }

  failed(error: ExtractError): void {
    const cause = error.cause === undefined ? null : kindOf(error.cause);
    this.#ended("FAILED", { code: error.code, remedy: EXTRACT_ERRORS[error.code].remedy, cause });
    this.#metrics.publishStoredMetrics();
  }

  #ended(status: "SUCCEEDED" | "FAILED", more: object): void {
    const seconds = (performance.now() - this.#started) / 1000;
    const line = { status, batches: this.#batches, ...this.#totals, seconds: Math.round(seconds * 10) / 10, ...more };
    if (status === "FAILED") this.#logger.error("extract", line);
    else this.#logger.info("extract", line);
    this.#add("ExtractedRows", this.#totals.rows);
    this.#add("ExtractedBytes", this.#totals.bytes);
    this.#add("ExtractDuration", seconds);
    this.#add("PostImagesMissing", this.#totals.postImagesMissing);
    this.#add("UnlistedDocuments", this.#totals.unlistedDocuments);
    this.#add("FailedExtracts", status === "FAILED" ? 1 : 0);
  }

  #add(name: ExtractMetric, value: number): void {
    this.#metrics.addMetric(name, EXTRACT_METRICS[name], value);
  }
}
