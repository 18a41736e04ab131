import { table } from "../../command/table.ts";
import type { Terminal } from "../../command/terminal.ts";
import { analyticsViews } from "../../warehouse/snowflake/analytics.ts";
import { tableIn } from "../../warehouse/snowflake/names.ts";
import { type Collection, collectionsIn, type Target } from "../../warehouse/snowflake/target.ts";
import { as, type LoadedSnowflake, loadClean, stepsOf } from "./load-clean.ts";
import { type MaskedView, showMaskedRow } from "./show-masked-row.ts";

/**
 * Loads CLEAN into the stand-in for Snowflake, and shows what readers see.
 * @param liveDocuments by namespace, `legion.audit`; undefined if it is not known how many there are
 * @returns whether the current rows are as many as the live documents
 */
export async function showSnowflake(
  cleanFolder: string,
  target: Target,
  liveDocuments: ReadonlyMap<string, number> | undefined,
  show: Terminal,
): Promise<boolean> {
  show.print(show.colors.bold("\nIn Snowflake's stand-in: the SQL of warehouse/snowflake, applied by ops warehouse"));
  const progress = show.progress(stepsOf(target));
  const snowflake = await loadClean(cleanFolder, target, (what) => progress.step(what)).finally(() => progress.end());
  try {
    const agree = await showRows(snowflake, target, liveDocuments, show);
    // Rows of the user's own data are not for a terminal.
    if (liveDocuments !== undefined) await showMasks(snowflake, target, show);
    return agree;
  } finally {
    await snowflake.stop();
  }
}

async function showRows(
  { login }: LoadedSnowflake,
  target: Target,
  liveDocuments: ReadonlyMap<string, number> | undefined,
  show: Terminal,
): Promise<boolean> {
  const counts = await as(login, target.snowflake.ownerRole, (owner) =>
    Promise.all(
      collectionsIn(target).map(async ({ database, collection }) => {
        const count = async (schema: "landing" | "analytics") => {
          const [row] = await owner.query(`SELECT COUNT(*) AS n FROM ${tableIn(target, schema, database, collection)}`);
          return Number(row?.N);
        };
        const [landed, current] = [await count("landing"), await count("analytics")];
        const alive = liveDocuments === undefined ? undefined : (liveDocuments.get(`${database}.${collection}`) ?? 0);
        return { view: tableIn(target, "analytics", database, collection), landed, current, alive };
      }),
    ),
  );
  const rows = counts.map(({ view, landed, current, alive }) => {
    const shown = [view, landed, current].map((cell) => cell.toLocaleString("en"));
    if (alive === undefined) return shown;
    return [
      ...shown,
      alive.toLocaleString("en"),
      alive === current ? show.colors.green("agree") : show.colors.red("DIFFER"),
    ];
  });
  show.print(table([["view", "landed", "current", ...(liveDocuments ? ["in MongoDB", ""] : [])], ...rows]));
  return counts.every(({ current, alive }) => alive === undefined || alive === current);
}

/** The first view with personal columns. */
async function showMasks(snowflake: LoadedSnowflake, target: Target, show: Terminal): Promise<void> {
  const view = collectionsIn(target).flatMap((collection) => maskedView(target, collection))[0];
  if (view !== undefined) await showMaskedRow(snowflake, target, view, show);
}

function maskedView(target: Target, collection: Collection): MaskedView[] {
  const [first] = analyticsViews(target, collection).makes;
  const { name = "", columns = [] } = first ?? {};
  return columns.some(({ personal }) => personal !== undefined) ? [{ name, columns }] : [];
}
