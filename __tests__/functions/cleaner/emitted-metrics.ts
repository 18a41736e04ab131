import type { Summary } from "../../../functions/cleaner/summary.ts";
import { PowertoolsTelemetry, type Telemetry } from "../../../functions/cleaner/telemetry.ts";

/** A line of stdout in CloudWatch's embedded metric format. */
export interface EmbeddedMetrics {
  readonly _aws: {
    readonly CloudWatchMetrics: readonly {
      readonly Namespace: string;
      readonly Dimensions: readonly (readonly string[])[];
      readonly Metrics: readonly { readonly Name: string; readonly Unit: string }[];
    }[];
  };
  readonly [dimensionOrMetric: string]: unknown;
}

/** The metrics that a stack's cleaner emits while `report` calls its telemetry. */
export function emitted(stack: string, report: (telemetry: Telemetry) => void): EmbeddedMetrics[] {
  const lines = stdoutOf(() => report(new PowertoolsTelemetry(stack))).split("\n");
  return lines.filter((line) => line.includes('"_aws"')).map((line) => JSON.parse(line) as EmbeddedMetrics);
}

/** The summary of an object; each count is a different number. */
export function summaryOf(collection: string, change: Partial<Summary> = {}): Summary {
  return {
    collection,
    rawKey: `mongodb-data/legion/${collection}/x.csv.gz`,
    cleanKey: `production-us-west-2/clean/legion/${collection}/x.1f0c9a3e.json.gz`,
    rowsIn: 11,
    rowsOut: 12,
    headerOnly: false,
    deletes: 13,
    keyless: 20,
    keylessDeletes: 21,
    scalars: 22,
    malformed: 14,
    malformedCells: [],
    replacedCharacters: 15,
    dropped: ["a", "b"],
    droppedUnnamed: 16,
    absent: ["c"],
    suspicious: [],
    bytesIn: 17,
    bytesOut: 18,
    milliseconds: 19,
    ...change,
  };
}

/** What a synchronous task writes to stdout. Neither that nor its stderr appears on the terminal. */
function stdoutOf(task: () => void): string {
  let text = "";
  const replace = (stream: NodeJS.WriteStream, write: (chunk: string | Uint8Array) => void) =>
    Object.defineProperty(stream, "write", { value: write, configurable: true });
  replace(process.stdout, (chunk) => {
    text += String(chunk);
  });
  replace(process.stderr, () => {});
  try {
    task();
  } finally {
    for (const stream of [process.stdout, process.stderr]) Reflect.deleteProperty(stream, "write");
  }
  return text;
}
