import type pg from "pg";
import { type Place, placeName, tableOf } from "../../warehouse/postgres/names.ts";
import { BLOCKER, LOCK_TIMEOUT, lockPublish } from "../../warehouse/postgres/publish.ts";
import { inTransaction, type Sync } from "./sync.ts";
import { SyncError, type Where } from "./sync-error.ts";

/** How long to try, milliseconds since 1970. */
export interface Patience {
  /** When the time for publishing has passed. */
  readonly until: number;
  /** When this invocation has to end, so that the state machine begins another. */
  readonly pauseAt: number;
}

interface Work {
  readonly place: Place;
  readonly batch: string;
  /** The partition that is locked beside the table, as SQL. */
  readonly partition: string;
  /** Modes of locks for which the work does not wait. */
  readonly harmless: readonly string[];
  readonly run: () => Promise<void>;
}

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;

/**
 * Runs in one transaction, and again after growing pauses as long as others hold locks: each try waits for at most two seconds, because
 * whoever reads the table later waits behind it.
 * @throws SyncError PUBLISH_BUSY to be called again, PUBLISH_BLOCKED at the end
 */
export async function retryWhileLocked(
  { now, wait }: Pick<Sync, "now" | "wait">,
  client: pg.Client,
  { until, pauseAt }: Patience,
  work: Work,
): Promise<void> {
  const where = { table: placeName(work.place), batch: work.batch };
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    try {
      return await inTransaction(client, async () => {
        await client.query(LOCK_TIMEOUT);
        await client.query(lockPublish(work.place));
        await work.run();
      });
    } catch (cause) {
      if (!isLocked(cause)) throw cause;
      const blocker = await findBlocker(client, work);
      const at = now() + pause;
      if (at > until) throw new SyncError("PUBLISH_BLOCKED", { cause, where: { ...where, ...blocker } });
      if (at > pauseAt) throw new SyncError("PUBLISH_BUSY", { cause, where: { ...where, ...blocker } });
    }
    await wait(pause);
  }
}

/** lock_not_available, and deadlock_detected. https://www.postgresql.org/docs/current/errcodes-appendix.html */
function isLocked(error: unknown): boolean {
  return ["55P03", "40P01"].includes((error as { code?: string }).code ?? "");
}

/** Nobody if they have let go meanwhile. */
async function findBlocker(client: pg.Client, { place, partition, harmless }: Work): Promise<Pick<Where, "blocker">> {
  const { rows } = await client.query<{ pid: number; user: string; since: Date | null }>(BLOCKER, [
    tableOf(place),
    partition,
    harmless,
  ]);
  const [found] = rows;
  if (found === undefined) return {};
  return { blocker: { pid: found.pid, user: found.user, since: found.since?.toISOString() ?? "unknown" } };
}
