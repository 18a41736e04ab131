import { expect } from "chai";
import { METRIC_NAMESPACE, metricDimensions, OBJECT_METRICS, STACK_METRICS } from "../../../contracts/metrics.ts";
import { type EmbeddedMetrics, emitted, summaryOf } from "./emitted.ts";

const STACK = "staging-eu-west-1";
const OBJECT = { bucket: "raw", key: "mongodb-data/legion/tickets/x.csv.gz", etag: undefined };
const POINTER = { code: "RECORD_WIDTH", line: 2, column: undefined, explanation: "", cause: undefined } as const;

describe("What the cleaner tells CloudWatch", () => {
  it("is of a cleaned object each metric of the contract, with its unit, by stack and collection", () => {
    const [line] = emitted(STACK, (telemetry) => telemetry.cleaned(summaryOf("tickets")));
    expect(told(line)).to.deep.equal({
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

  it("[T-03] is nothing of a file's absent columns when it has no rows, for it may have no header", () => {
    const [line] = emitted(STACK, (telemetry) => telemetry.cleaned(summaryOf("tickets", { rowsIn: 0, absent: [] })));
    expect(told(line).units).to.not.have.property("AbsentColumns");
    expect(told(line).units).to.have.property("BytesIn");
  });

  it("is of a file with a header alone that there was one", () => {
    const only = summaryOf("tickets", { rowsIn: 0, headerOnly: true });
    expect(emitted(STACK, (telemetry) => telemetry.cleaned(only))[0]).to.include({ HeaderOnly: 1 });
  });

  it("is of an object that was not cleaned a count by stack, and nothing of the collection before it", () => {
    const [, unlisted, failed] = emitted(STACK, (telemetry) => {
      telemetry.cleaned(summaryOf("tickets"));
      telemetry.skipped(OBJECT, "unlisted-collection");
      telemetry.failed(POINTER);
    });
    const common = { namespace: METRIC_NAMESPACE, dimensions: metricDimensions(STACK) };
    expect(told(unlisted)).to.deep.equal({ ...common, units: { UnlistedObjects: STACK_METRICS.UnlistedObjects } });
    expect(told(failed)).to.deep.equal({ ...common, units: { FailedObjects: STACK_METRICS.FailedObjects } });
  });

  it("is nothing of an object that is none of its business", () => {
    expect(emitted(STACK, (telemetry) => telemetry.skipped(OBJECT, "control-table"))).to.deep.equal([]);
  });
});

/** Where CloudWatch files a line, and what it finds in it. */
function told(line: EmbeddedMetrics | undefined) {
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
