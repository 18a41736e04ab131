import { expect } from "chai";
import fc from "fast-check";
import type { Notification, Rig } from "../../../../local/rig/rig.ts";
import { type Poison, tickets } from "../../../../local/rig/tickets.ts";
import type { Fault } from "../../../../local/s3-fault.ts";
import type { S3Request } from "../../../../local/s3-request.ts";
import { runs } from "../../../thoroughness.ts";
import { keyOf, useRig } from "./use-rig.ts";

/** A fault at a request about an object: S3 fails, or the process that sends the request is killed. */
interface RequestFault {
  readonly at: "GET" | "PUT";
  readonly fault: Fault | "killed";
}

/** Everything that happens to one RAW object. */
interface History {
  readonly rows: number;
  readonly poison: Poison | undefined;
  /** How many events S3 sends for it. */
  readonly events: number;
  /** When its key is written again. */
  readonly reloaded: "before it is read" | "while it is cleaned" | "afterwards" | undefined;
  /** Faults, one after the other; with `always`, the first one at each request. */
  readonly faults: readonly RequestFault[];
  readonly always: boolean;
}

const FAULTS: readonly (readonly [weight: number, RequestFault])[] = [
  [8, { at: "GET", fault: { status: 503, code: "SlowDown" } }],
  [8, { at: "GET", fault: { cutAfter: 300 } }],
  [1, { at: "GET", fault: "killed" }],
  [8, { at: "PUT", fault: { status: 500, code: "InternalError" } }],
  [8, { at: "PUT", fault: { cutAfter: 100 } }],
  [1, { at: "PUT", fault: "killed" }],
];
const requestFault = fc.oneof(...FAULTS.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) })));
const rarely = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

// Histories that leave both a pointer and an object are left out here, and have tests of their own: one of two events fails for good
// and the other does not; an event is late, and its version is gone; a process is killed because of one event just after it has
// written for another.
const history: fc.Arbitrary<History> = fc
  .record({
    rows: fc.oneof(
      { weight: 1, arbitrary: fc.constant(0) },
      { weight: 6, arbitrary: fc.integer({ min: 1, max: 200 }) },
    ),
    poison: rarely(fc.constantFrom<Poison>("cut short", "corrupted", "misaligned")),
    events: fc.constantFrom(1, 1, 1, 2),
    reloaded: rarely(fc.constantFrom("before it is read", "while it is cleaned", "afterwards")),
    faults: fc.array(requestFault, { maxLength: 3 }),
    always: fc.constantFrom(false, false, false, true),
  })
  .map((each) => {
    if (each.reloaded !== undefined)
      return { ...each, events: 1, faults: each.faults.filter(({ fault }) => fault !== "killed") };
    return each.events === 1 || each.always ? each : { ...each, faults: each.faults.slice(0, 2) };
  });

describe("After any faults in a burst of objects", () => {
  const rig = useRig({ processes: 3 });

  it("each RAW version has one CLEAN object or one failure pointer in the end, and the rows add up", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(history, { minLength: 20, maxLength: 25 }), async (histories) => {
        await run(rig(), histories);
        const { problems, rowsIn, rowsOut, rowsFailed } = rig().landing();
        const { uploadsInProgress } = rig().s3;
        rig().clear();
        expect({ problems, uploadsInProgress }).to.deep.equal({ problems: [], uploadsInProgress: 0 });
        expect(rowsOut + rowsFailed).to.equal(rowsIn);
      }),
      { numRuns: runs(3), endOnFailure: true },
    );
  });
});

async function run({ s3, pool, put, deliver }: Rig, histories: readonly History[]): Promise<void> {
  const faults = histories.map((each) => [...each.faults]);
  const later: Promise<void>[] = [];
  const reload = (at: number): void => {
    later.push(deliver(put(keyOf(`${at}`), tickets({ seed: 1000 + at, rows: 5 }))));
  };
  const waiting = new Set([...histories.keys()].filter((at) => histories[at]?.reloaded === "while it is cleaned"));

  s3.onRequest = (request) => {
    const at = numberOf(request);
    if (request.method === "PUT" && waiting.delete(at)) reload(at);
    const left = faults[at] ?? [];
    const [next] = left;
    if (next?.at !== request.method) return undefined;
    if (!histories[at]?.always) left.shift();
    if (next.fault !== "killed") return next.fault;
    pool.kill((event) => (event as Notification).Records[0]?.s3.object.key === keyOf(`${at}`), "SIGKILL");
    return { response: "never" };
  };

  await Promise.all(
    histories.map(async ({ rows, poison, events, reloaded }, at) => {
      const event = put(keyOf(`${at}`), tickets({ seed: at, rows, ...(poison && { poison }) }));
      if (reloaded === "before it is read") reload(at);
      await Promise.all(Array.from({ length: events }, () => deliver(event)));
      if (reloaded === "afterwards") reload(at);
    }),
  );
  await Promise.all(later);
}

/** The object's number, in its RAW key or in its CLEAN key. */
function numberOf({ key }: S3Request): number {
  return Number(/(\d+)\.[^/]*$/.exec(key)?.[1]);
}
