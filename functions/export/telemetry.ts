import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics } from "@aws-lambda-powertools/metrics";
import { EXPORT_METRICS, EXPORT_SERVICE, type ExportMetric, exportDimensions } from "../../contracts/export-metrics.ts";
import { METRIC_NAMESPACE } from "../../contracts/metrics.ts";
import { ALERT } from "../shared/alert.ts";
import type { ExportError } from "./export-error.ts";
import type { FinishedExport } from "./export-event.ts";
import type { Begun } from "./start.ts";

/** Log lines and metrics of the export, as JSON on stdout: names, times and numbers. */
export class ExportTelemetry {
  readonly #stack: string;
  readonly #logger = new Logger({ serviceName: EXPORT_SERVICE });

  /** @param stack distinguishes the stacks of one account */
  constructor(stack: string) {
    this.#stack = stack;
    this.#logger.appendKeys({ stack });
  }

  started(database: string, { table, batch, kind, from, to, handle, isMoment }: Begun): void {
    const line = { table: `${database}.${table}`, batch, kind, from, to, query: handle };
    if (handle === undefined) this.#logger.info("there already", line);
    else if (isMoment) this.#logger.info("started", line);
    else this.#logger.warn("started without the moment of the run, which Snowflake does not have", line);
  }

  finished(database: string, { table: name, batch, kind, rows, parts, bytes, already }: FinishedExport): void {
    const table = `${database}.${name}`;
    this.#logger.info("finished", { table, batch, kind, rows, parts, bytes, already });
    if (!already) this.#count(table, { RowsExported: rows, PartsExported: parts, BytesExported: bytes });
  }

  /** The line is an alert: `functions/shared/alert.ts`. */
  failed({ code, message, kind, where }: ExportError): void {
    this.#logger.error("failed", { alert: ALERT, code, ...where, explanation: message, cause: kind });
  }

  #count(table: string, values: Readonly<Record<ExportMetric, number>>): void {
    const metrics = new Metrics({
      namespace: METRIC_NAMESPACE,
      defaultDimensions: exportDimensions(this.#stack, table),
    });
    for (const [name, value] of Object.entries(values) as [ExportMetric, number][])
      metrics.addMetric(name, EXPORT_METRICS[name], value);
    metrics.publishStoredMetrics();
  }
}
