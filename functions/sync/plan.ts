import type pg from "pg";
import { type Place, PUBLISHED, placeName } from "../../warehouse/postgres/names.ts";
import { batchOf, type ExportManifest, manifestKey } from "../shared/export-manifest.ts";
import { listBatches, readManifest } from "./manifests.ts";
import { type PublishedBatches, planTable, type Wanted } from "./plan-table.ts";
import { connected, listedTable, type Sync, type SyncedTable } from "./sync.ts";
import { SyncError } from "./sync-error.ts";
import type { PlanEvent, SyncPlan, TablePlan } from "./sync-event.ts";

/** Of all tables: an answer of Lambda to Step Functions has at most 256 KB. https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const MAX_BATCHES = 800;

/** Decides which batches are loaded and published. Nothing is changed. */
export async function plan(sync: Sync, event: PlanEvent): Promise<SyncPlan> {
  const wanted = wantedBy(event);
  const tables = (event.tables ?? Object.keys(sync.tables)).map((table) => listedTable(sync, table));
  const most = Math.floor(MAX_BATCHES / tables.length);
  const planned = await connected(sync, async (client) => {
    const plans: Awaited<ReturnType<typeof planOne>>[] = [];
    for (const table of tables)
      plans.push(await planOne(sync, client, table, wanted, most).catch((error: unknown) => unplanned(table, error)));
    return plans;
  });
  return {
    tables: planned.filter(({ batches }) => batches.length > 0).map(({ held: _held, ...table }) => table),
    held: planned.flatMap(({ table, held }) => (held === undefined ? [] : [{ table, why: held }])),
  };
}

async function planOne(sync: Sync, client: pg.Client, table: SyncedTable, wanted: Wanted, most: number) {
  const { place } = table;
  const published = await publishedBatches(client, place);
  const manifests = new Map<string, Promise<ExportManifest>>();
  const read = (batch: string) => {
    const manifest =
      manifests.get(batch) ?? readManifest(sync, manifestKey({ ...place, batch })).then((it) => it.manifest);
    manifests.set(batch, manifest);
    return manifest;
  };
  const all = await listBatches(sync, table, published.current);
  const { batches, held } = await planTable(wanted, published, all, async (batch) => (await read(batch)).kind);
  const chosen = await Promise.all(batches.slice(0, most).map(read));
  return { table: place.table, batches: chosen.map(planned), left: Math.max(0, batches.length - most), held };
}

/** What can't be read of one table does not stop the others: the last step names it. */
function unplanned({ place: { table } }: SyncedTable, error: unknown): Awaited<ReturnType<typeof planOne>> {
  const { code } = SyncError.from(error);
  if (code !== "COLUMNS_DIFFER" && code !== "MANIFEST_UNREADABLE") throw error;
  return { table, batches: [], left: 0, held: code };
}

function planned({ kind, rows, parts: { key, count }, ...batch }: ExportManifest): TablePlan["batches"][number] {
  return { manifest: manifestKey(batch), kind, rows, parts: { key, count } };
}

/** Of the full batches at most one is current, and one rolled back. */
async function publishedBatches(client: pg.Client, place: Place): Promise<PublishedBatches> {
  const { rows } = await client.query<{ batch: string; state: string }>(
    `SELECT batch, state FROM ${PUBLISHED} WHERE table_name = $1 AND state IN ('current', 'rolled back', 'merged')`,
    [placeName(place)],
  );
  const inState = (state: string) => rows.filter((row) => row.state === state).map(({ batch }) => batch);
  const [current] = inState("current");
  const [rolledBack] = inState("rolled back");
  return {
    ...(current === undefined ? {} : { current }),
    ...(rolledBack === undefined ? {} : { rolledBack }),
    merged: new Set(inState("merged")),
  };
}

/** A batch is of a minute: one that began before the window's first second is not in it. */
function wantedBy({ mode = "auto", from = "", to = "" }: PlanEvent): Wanted {
  if (mode !== "window") return { mode };
  return { mode, from: batchFrom(from), to: batchFrom(to) };
}

/** The first batch at or after a time. */
function batchFrom(time: string): string {
  const minute = 60_000;
  return batchOf(new Date(Math.ceil(Date.parse(time) / minute) * minute));
}
