import { expect } from "chai";
import fc from "fast-check";
import type { Notification, Rig } from "../../../../local/rig/rig.ts";
import { type Poison, tickets } from "../../../../local/rig/tickets.ts";
import type { Fault } from "../../../../local/s3-fault.ts";
import type { S3Request } from "../../../../local/s3-request.ts";
import { keyOf, useRig } from "./stage.ts";

/** What happens at a request about an object: S3 fails, or whoever asks is killed. */
interface Mishap {
  readonly at: "GET" | "PUT";
  readonly fault: Fault | "killed";
}

/** The life of one RAW object. */
interface Life {
  readonly rows: number;
  readonly poison: Poison | undefined;
  /** How often S3 tells of it. */
  readonly told: number;
  /** When its key is written once more. */
  readonly reloaded: "before it is read" | "while it is cleaned" | "afterwards" | undefined;
  /** Mishaps, one after the other; or one without end. */
  readonly mishaps: readonly Mishap[];
  readonly always: boolean;
}

const FAULTS: readonly (readonly [weight: number, Mishap])[] = [
  [8, { at: "GET", fault: { status: 503, code: "SlowDown" } }],
  [8, { at: "GET", fault: { cutAfter: 300 } }],
  [1, { at: "GET", fault: "killed" }],
  [8, { at: "PUT", fault: { status: 500, code: "InternalError" } }],
  [8, { at: "PUT", fault: { cutAfter: 100 } }],
  [1, { at: "PUT", fault: "killed" }],
];
const mishap = fc.oneof(...FAULTS.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) })));
const rarely = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

// Left out is what leaves both a pointer and an object, where it has to be one or the other here; those are tests of their own.
// Of two events one fails for good and the other does not; an event is late, and its version gone; whoever has just
// written is killed for another's sake.
const life: fc.Arbitrary<Life> = fc
  .record({
    rows: fc.oneof(
      { weight: 1, arbitrary: fc.constant(0) },
      { weight: 6, arbitrary: fc.integer({ min: 1, max: 200 }) },
    ),
    poison: rarely(fc.constantFrom<Poison>("cut short", "corrupted", "misaligned")),
    told: fc.constantFrom(1, 1, 1, 2),
    reloaded: rarely(fc.constantFrom("before it is read", "while it is cleaned", "afterwards")),
    mishaps: fc.array(mishap, { maxLength: 3 }),
    always: fc.constantFrom(false, false, false, true),
  })
  .map((each) => {
    if (each.reloaded !== undefined)
      return { ...each, told: 1, mishaps: each.mishaps.filter(({ fault }) => fault !== "killed") };
    return each.told === 1 || each.always ? each : { ...each, mishaps: each.mishaps.slice(0, 2) };
  });

describe("Whatever befalls a burst of objects", () => {
  const rig = useRig({ processes: 3 });

  it("each RAW version has one CLEAN object or one failure pointer in the end, and the rows add up", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(life, { minLength: 20, maxLength: 25 }), async (lives) => {
        await live(rig(), lives);
        const { problems, rowsIn, rowsOut, rowsFailed } = rig().landing();
        const { uploadsInProgress } = rig().s3;
        rig().clear();
        expect({ problems, uploadsInProgress }).to.deep.equal({ problems: [], uploadsInProgress: 0 });
        expect(rowsOut + rowsFailed).to.equal(rowsIn);
      }),
      { numRuns: 3, endOnFailure: true },
    );
  });
});

async function live({ s3, pool, put, deliver }: Rig, lives: readonly Life[]): Promise<void> {
  const mishaps = lives.map((each) => [...each.mishaps]);
  const later: Promise<void>[] = [];
  const reload = (at: number): void => {
    later.push(deliver(put(keyOf(`${at}`), tickets({ seed: 1000 + at, rows: 5 }))));
  };
  const waiting = new Set([...lives.keys()].filter((at) => lives[at]?.reloaded === "while it is cleaned"));

  s3.onRequest = (request) => {
    const at = numberOf(request);
    if (request.method === "PUT" && waiting.delete(at)) reload(at);
    const mine = mishaps[at] ?? [];
    const [next] = mine;
    if (next?.at !== request.method) return undefined;
    if (!lives[at]?.always) mine.shift();
    if (next.fault !== "killed") return next.fault;
    pool.kill((event) => (event as Notification).Records[0]?.s3.object.key === keyOf(`${at}`), "SIGKILL");
    return { response: "never" };
  };

  await Promise.all(
    lives.map(async ({ rows, poison, told, reloaded }, at) => {
      const event = put(keyOf(`${at}`), tickets({ seed: at, rows, ...(poison && { poison }) }));
      if (reloaded === "before it is read") reload(at);
      await Promise.all(Array.from({ length: told }, () => deliver(event)));
      if (reloaded === "afterwards") reload(at);
    }),
  );
  await Promise.all(later);
}

/** The object's number, of a RAW key or of the CLEAN key that is made of it. */
function numberOf({ key }: S3Request): number {
  return Number(/(\d+)\.[^/]*$/.exec(key)?.[1]);
}
