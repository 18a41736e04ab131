import { expect } from "chai";
import { type EmbeddedMetrics, emitted, summaryOf } from "../functions/cleaner/emitted-metrics.ts";
import { ALLOW_LIST, PRIMARY } from "./fixtures.ts";
import { once, only, type Resource, resources, synth } from "./synth.ts";

const OBJECT = { bucket: "raw", key: "mongodb-data/legion/users/x.csv.gz", etag: undefined };
const POINTER = { code: "RECORD_WIDTH", line: 2, column: undefined, explanation: "", cause: undefined } as const;

/** With 200 collections a dashboard has no room for more. The log has these two for the author of a mask. */
const NOT_SHOWN = /^clearwell (Scalars|HeaderOnly) /;

/** CloudWatch identifies a metric by namespace, name and all dimensions. With one letter different, an alarm never fires. */
describe("each metric of the alarms and the dashboard", () => {
  const stack = once(() => synth(PRIMARY));
  const emittedMetrics = once(() => {
    const lines = emitted("production-us-west-2", (telemetry) => {
      for (const collection of Object.keys(ALLOW_LIST)) telemetry.cleaned(summaryOf(collection));
      telemetry.skipped(OBJECT, "unlisted-collection");
      telemetry.failed(POINTER);
    });
    return lines.flatMap(metricsOf);
  });
  const ours = (metrics: readonly string[]) => metrics.filter((metric) => metric.startsWith("clearwell "));

  it("is emitted by the cleaner, if an alarm uses it", () => {
    const watched = ours(resources(stack(), "aws_cloudwatch_metric_alarm").flatMap(watchedBy));
    expect(watched).to.have.length.above(0);
    for (const metric of watched) expect(emittedMetrics()).to.include(metric);
  });

  it("is emitted by the cleaner, if the dashboard shows it; and the dashboard shows all of them but two of each collection", () => {
    const shown = ours(
      rowsOf(only(stack(), "aws_cloudwatch_dashboard")).map(([namespace, name, ...rest]) => {
        const dimensions = rest
          .slice(0, -1)
          .flatMap((key, index, all) => (index % 2 === 0 ? [[key, all[index + 1]]] : []));
        return metric(String(namespace), String(name), Object.fromEntries(dimensions));
      }),
    );
    expect(shown).to.have.members(emittedMetrics().filter((name) => !NOT_SHOWN.test(name)));
  });
});

/** A metric as text, whatever the order of its dimensions. */
function metric(namespace: string, name: string, dimensions: object): string {
  const sorted = Object.entries(dimensions).sort(([a], [b]) => a.localeCompare(b));
  return [namespace, name, ...sorted.map(([key, value]) => `${key}=${String(value)}`)].join(" ");
}

function metricsOf(line: EmbeddedMetrics): string[] {
  return line._aws.CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }) =>
    Dimensions.flatMap((names) => {
      const dimensions = Object.fromEntries(names.map((name) => [name, line[name]]));
      return Metrics.map(({ Name }) => metric(Namespace, Name, dimensions));
    }),
  );
}

interface Watched {
  readonly namespace?: string;
  readonly metric_name: string;
  readonly dimensions: object;
}

function watchedBy({ namespace, metric_name, dimensions, metric_query }: Resource): string[] {
  const queries = (metric_query ?? []) as { readonly metric?: Watched }[];
  const watched = [
    { namespace, metric_name, dimensions } as Watched,
    ...queries.flatMap((query) => query.metric ?? []),
  ];
  return watched.flatMap((it) =>
    it.namespace === undefined ? [] : [metric(it.namespace, it.metric_name, it.dimensions)],
  );
}

/** Each line of each graph. */
function rowsOf({ dashboard_body }: Resource): unknown[][] {
  const text = String(dashboard_body).replaceAll(/\$\{[^}]*\}/g, "");
  const { widgets } = JSON.parse(text) as { widgets: { properties: { metrics?: unknown[][] } }[] };
  return widgets.flatMap(({ properties }) => properties.metrics ?? []);
}
