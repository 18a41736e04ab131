import { expect } from "chai";
import { METRIC_NAMESPACE, metricDimensions, OBJECT_METRICS, STACK_METRICS } from "../../../contracts/metrics.ts";
import { type EmbeddedMetrics, emitted, summaryOf } from "./emitted-metrics.ts";

const STACK = "staging-eu-west-1";
const OBJECT = { bucket: "raw", key: "mongodb-data/legion/tickets/x.csv.gz", etag: undefined };
const POINTER = { code: "RECORD_WIDTH", line: 2, column: undefined, explanation: "", cause: undefined } as const;

describe("The cleaner's metrics in CloudWatch", () => {
  it("have for a cleaned object each metric of the contract, with its unit, by stack and collection", () => {
    const [line] = emitted(STACK, (telemetry) => telemetry.cleaned(summaryOf("tickets")));
    expect(metricsIn(line)).to.deep.equal({
      namespace: METRIC_NAMESPACE,
      dimensions: metricDimensions(STACK, "tickets"),
      units: OBJECT_METRICS,
    });
    expect(line).to.include({
      RowsIn: 11,
      RowsOut: 12,
      Deletes: 13,
      Keyless: 20,
      KeylessDeletes: 21,
      Malformed: 14,
      Scalars: 22,
      ReplacedCharacters: 15,
      DroppedColumns: 18,
      AbsentColumns: 1,
      HeaderOnly: 0,
      BytesIn: 17,
      BytesOut: 18,
      Duration: 19,
    });
  });

  it("[T-03] do not have the absent columns of a file without rows, because it may have no header", () => {
    const [line] = emitted(STACK, (telemetry) => telemetry.cleaned(summaryOf("tickets", { rowsIn: 0, absent: [] })));
    expect(metricsIn(line).units).to.not.have.property("AbsentColumns");
    expect(metricsIn(line).units).to.have.property("BytesIn");
  });

  it("have HeaderOnly for a file with a header and no rows", () => {
    const only = summaryOf("tickets", { rowsIn: 0, headerOnly: true });
    expect(emitted(STACK, (telemetry) => telemetry.cleaned(only))[0]).to.include({ HeaderOnly: 1 });
  });

  it("have for an object that was not cleaned a count by stack, without the previous object's collection", () => {
    const [, unlisted, failed] = emitted(STACK, (telemetry) => {
      telemetry.cleaned(summaryOf("tickets"));
      telemetry.skipped(OBJECT, "unlisted-collection");
      telemetry.failed(POINTER);
    });
    const common = { namespace: METRIC_NAMESPACE, dimensions: metricDimensions(STACK) };
    expect(metricsIn(unlisted)).to.deep.equal({ ...common, units: { UnlistedObjects: STACK_METRICS.UnlistedObjects } });
    expect(metricsIn(failed)).to.deep.equal({ ...common, units: { FailedObjects: STACK_METRICS.FailedObjects } });
  });

  it("count an object of an unlisted database as unlisted, too", () => {
    const [unlisted] = emitted(STACK, (telemetry) => telemetry.skipped(OBJECT, "unlisted-database"));
    expect(metricsIn(unlisted).units).to.deep.equal({ UnlistedObjects: STACK_METRICS.UnlistedObjects });
  });

  it("have nothing for a control table, which is skipped on purpose", () => {
    expect(emitted(STACK, (telemetry) => telemetry.skipped(OBJECT, "control-table"))).to.deep.equal([]);
  });
});

/** The namespace, the dimensions and the metrics that CloudWatch reads from a line. */
function metricsIn(line: EmbeddedMetrics | undefined) {
  if (line === undefined) throw new Error("nothing was emitted");
  const [{ Namespace, Dimensions, Metrics } = { Namespace: "", Dimensions: [], Metrics: [] }, ...others] =
    line._aws.CloudWatchMetrics;
  expect([others.length, Dimensions.length]).to.deep.equal([0, 1]);
  return {
    namespace: Namespace,
    dimensions: Object.fromEntries((Dimensions[0] ?? []).map((name) => [name, line[name]])),
    units: Object.fromEntries(Metrics.map(({ Name, Unit }) => [Name, Unit])),
  };
}
