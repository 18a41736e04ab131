import type { Landing } from "../../local/rig/landing.ts";
import { type Notification, type Rig, startRig } from "../../local/rig/rig.ts";
import type { S3Request } from "../../local/s3-request.ts";
import { type BurstObject, makeBurst } from "./burst.ts";

export interface LoadSize {
  readonly objects: number;
  /** In each object. */
  readonly rows: number;
  /** Of the function: what Lambda calls concurrency. */
  readonly processes: number;
}

export interface LoadResult extends LoadSize {
  /** Sent by S3, duplicates too. */
  readonly events: number;
  /** Objects for which something went wrong, once or always. */
  readonly troubled: number;
  /** Tries of events; a failed one is tried up to three times. */
  readonly invocations: number;
  readonly seconds: number;
  readonly csvBytes: number;
  readonly rawBytes: number;
  /** The most that one process had. */
  readonly maxMemoryMb: number;
  /** Processor time of the function, without that of S3. */
  readonly processorSeconds: number;
  readonly landing: Landing;
}

/**
 * Sends a burst of objects through the shipped bundle: S3 over HTTP on the loopback, all events at once.
 * @param onProgress called after each event has ended
 */
export async function runLoad(size: LoadSize, onProgress: (done: number, events: number) => void): Promise<LoadResult> {
  const { objects, order } = makeBurst(size.objects, size.rows);
  const rig = await startRig(size);
  try {
    const events = objects.map(({ key, file }) => rig.put(key, file));
    makeTrouble(rig, objects);
    let done = 0;
    const started = performance.now();
    await Promise.all(
      order.map(async (at) => {
        await rig.deliver(events[at] as Notification);
        onProgress(++done, order.length);
      }),
    );
    return {
      ...size,
      events: order.length,
      troubled: objects.filter(({ trouble }) => trouble !== undefined).length,
      invocations: rig.pool.invocations,
      seconds: (performance.now() - started) / 1000,
      csvBytes: sum(objects, ({ file }) => file.csvBytes),
      rawBytes: sum(objects, ({ file }) => file.body.length),
      maxMemoryMb: rig.pool.maxMemoryMb,
      processorSeconds: rig.pool.processorMs / 1000,
      landing: rig.landing(),
    };
  } finally {
    await rig.close();
  }
}

/** Whether each version has landed or failed, and the rows add up. */
export function isBalanced({ landing }: LoadResult): boolean {
  return landing.problems.length === 0 && landing.rowsIn === landing.rowsOut + landing.rowsFailed;
}

function makeTrouble({ s3, pool }: Rig, objects: readonly BurstObject[]): void {
  const done = new Set<string>();
  s3.onRequest = (request) => {
    const object = objects[numberOf(request)];
    const trouble = object?.trouble;
    if (object === undefined || trouble === undefined || "poison" in trouble) return undefined;
    if (trouble.at !== request.method || done.has(object.key)) return undefined;
    if (!trouble.always) done.add(object.key);
    if (trouble.fault !== "killed") return trouble.fault;
    pool.kill((event) => (event as Notification).Records[0]?.s3.object.key === object.key, "SIGKILL");
    return { response: "never" };
  };
}

/** The number in a RAW key, or in the CLEAN key of the same object. */
function numberOf({ key }: S3Request): number {
  return Number(/\/(\d+)\.[^/]*$/.exec(key)?.[1]);
}

function sum<T>(all: readonly T[], value: (each: T) => number): number {
  return all.reduce((total, each) => total + value(each), 0);
}
