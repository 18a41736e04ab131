import { type Random, seededRandom } from "../../local/demo/random.ts";
import { type KnownFile, type Poison, TICKETS_FOLDER, tickets } from "../../local/rig/tickets.ts";
import type { Fault } from "../../local/s3-fault.ts";

/** What goes wrong with one object. */
type Trouble =
  | { readonly poison: Poison }
  /** On the first request of that method, or on each. */
  | { readonly at: "GET" | "PUT"; readonly fault: Fault | "killed"; readonly always?: true };

export interface BurstObject {
  readonly key: string;
  readonly file: KnownFile;
  /** How many events S3 sends for it. */
  readonly events: number;
  readonly trouble: Trouble | undefined;
}

/** One object in twenty gets two events, and another one has trouble: 5 % each. */
const ONE_IN = 20;

const TROUBLES: readonly Trouble[] = [
  { at: "GET", fault: { status: 503, code: "SlowDown" } },
  { at: "GET", fault: { cutAfter: 1000 } },
  { poison: "cut short" },
  { at: "PUT", fault: { status: 500, code: "InternalError" } },
  { at: "PUT", fault: { cutAfter: 1000 } },
  { poison: "misaligned" },
  { at: "PUT", fault: "killed" },
  { at: "GET", fault: { status: 403, code: "AccessDenied" }, always: true },
];

/** The objects, and the order of their events: the index of an object, twice for some. */
export function makeBurst(objects: number, rows: number): { objects: BurstObject[]; order: number[] } {
  const burst = Array.from({ length: objects }, (_, at) => makeObject(at, rows));
  const events = burst.flatMap((object, at) => Array<number>(object.events).fill(at));
  return { objects: burst, order: shuffled(events, seededRandom(1)) };
}

function makeObject(at: number, rows: number): BurstObject {
  const trouble = at % ONE_IN === 1 ? TROUBLES[((at - 1) / ONE_IN) % TROUBLES.length] : undefined;
  const poison = trouble && "poison" in trouble ? { poison: trouble.poison } : {};
  return {
    key: `${TICKETS_FOLDER}/${at}.csv.gz`,
    file: tickets({ seed: at, rows, noteLength: 60, ...poison }),
    events: at % ONE_IN === 0 ? 2 : 1,
    trouble,
  };
}

/** Fisher-Yates shuffle. */
function shuffled(numbers: readonly number[], random: Random): number[] {
  const all = [...numbers];
  for (let last = all.length - 1; last > 0; last--) {
    const other = random.integer(0, last);
    [all[last], all[other]] = [all[other] as number, all[last] as number];
  }
  return all;
}
