import { table } from "../../command/table.ts";
import type { Terminal } from "../../command/terminal.ts";
import { analyticsViews } from "../../warehouse/snowflake/analytics.ts";
import { databaseRole, tableIn } from "../../warehouse/snowflake/names.ts";
import type { Made } from "../../warehouse/snowflake/sql-file.ts";
import { type Collection, collectionsIn, type Target } from "../../warehouse/snowflake/target.ts";
import { as, type LoadedSnowflake, loadClean, stepsOf } from "./load-clean.ts";

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

/** The first view with personal columns: a row as a reader sees it, and as somebody sees it who may see all kinds. */
async function showMasks({ login }: LoadedSnowflake, target: Target, show: Terminal): Promise<void> {
  const view = collectionsIn(target).flatMap((collection) => maskedView(target, collection))[0];
  if (view === undefined) return;
  const { name, columns = [] } = view;
  const kinds = columns.flatMap(({ personal }) =>
    personal === undefined ? [] : [`READ_${personal.replace(" ", "_")}`.toUpperCase()],
  );
  const roles = { READER_ONLY: ["READER"], SEES_ALL: ["READER", ...new Set(kinds)] };
  await as(login, "ACCOUNTADMIN", async (admin) => {
    for (const [role, granted] of Object.entries(roles)) {
      await admin.query(`CREATE ROLE ${role}`);
      for (const each of granted)
        await admin.query(`GRANT DATABASE ROLE ${databaseRole(target, each)} TO ROLE ${role}`);
    }
  });
  const shown = columns.map((column) => `${column.name}::VARCHAR AS ${column.name}`);
  // By what both see, so that both get the same row.
  const order = columns.filter(({ personal }) => personal === undefined).map((column) => `${column.name}::VARCHAR`);
  const select = `SELECT ${shown.join(", ")} FROM ${name} ORDER BY ${order.join(", ")} LIMIT 1`;
  const [hidden, clear] = await Promise.all(
    Object.keys(roles).map((role) => as(login, role, async (session) => (await session.query(select))[0] ?? {})),
  );
  const cell = (row: Record<string, unknown> | undefined, column: string) => short(row?.[column.toUpperCase()]);
  show.print(show.colors.bold(`\nA row of ${name}`));
  show.print(
    table(
      [
        ["column", "class", "as READER", "with all READ_… roles"],
        ...columns
          .filter((column) => !column.name.startsWith("_"))
          .map((column) => [column.name, column.personal ?? "", cell(hidden, column.name), cell(clear, column.name)]),
      ],
      4,
    ),
  );
}

function maskedView(target: Target, collection: Collection): Made[] {
  const [first] = analyticsViews(target, collection).makes;
  return first?.columns?.some(({ personal }) => personal !== undefined) ? [first] : [];
}

const MOST = 24;

function short(value: unknown): string {
  const text = typeof value === "string" ? value : "NULL";
  return text.length > MOST ? `${text.slice(0, MOST - 1)}…` : text;
}
