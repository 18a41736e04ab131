import { type Random, seededRandom } from "../../local/demo/random.ts";
import { type KnownFile, type Poison, TICKETS_FOLDER, tickets } from "../../local/rig/tickets.ts";
import type { Fault } from "../../local/s3-fault.ts";

/** What goes wrong with one object. */
type Trouble =
  | { readonly poison: Poison }
  /** At the first request of that method, or at each. */
  | { readonly at: "GET" | "PUT"; readonly fault: Fault | "killed"; readonly always?: true };

export interface BurstObject {
  readonly key: string;
  readonly file: KnownFile;
  /** How often S3 tells of it. */
  readonly told: number;
  readonly trouble: Trouble | undefined;
}

/** One object in so many is told of twice, and another one has trouble: 5 % each. */
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

/** The objects, and the order in which S3 tells of them: the number of an object, twice for some. */
export function makeBurst(objects: number, rows: number): { objects: BurstObject[]; order: number[] } {
  const burst = Array.from({ length: objects }, (_, at) => makeObject(at, rows));
  const told = burst.flatMap((object, at) => Array<number>(object.told).fill(at));
  return { objects: burst, order: shuffled(told, seededRandom(1)) };
}

function makeObject(at: number, rows: number): BurstObject {
  const trouble = at % ONE_IN === 1 ? TROUBLES[((at - 1) / ONE_IN) % TROUBLES.length] : undefined;
  const poison = trouble && "poison" in trouble ? { poison: trouble.poison } : {};
  return {
    key: `${TICKETS_FOLDER}/${at}.csv.gz`,
    file: tickets({ seed: at, rows, noteLength: 60, ...poison }),
    told: at % ONE_IN === 0 ? 2 : 1,
    trouble,
  };
}

/** Fisher and Yates's. */
function shuffled(numbers: readonly number[], random: Random): number[] {
  const all = [...numbers];
  for (let last = all.length - 1; last > 0; last--) {
    const other = random.integer(0, last);
    [all[last], all[other]] = [all[other] as number, all[last] as number];
  }
  return all;
}
