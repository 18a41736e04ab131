import { basename } from "node:path";
import { count } from "../../command/count.ts";
import { table } from "../../command/table.ts";
import type { Terminal } from "../../command/terminal.ts";
import { wrap } from "../../command/wrap.ts";
import { changesOf, columnsOf, countChanges } from "../lake/current-rows.ts";
import type { DemoTable } from "./write-lake.ts";

/** Prints what the lake has of each table, the files of one, and what happened to one of its rows. */
export async function showLake(tables: readonly DemoTable[], show: Terminal): Promise<void> {
  const { bold } = show.colors;
  show.print(bold("\nThe lake, as DMS writes it. Columns that are not listed stay in the source"));
  const rows = await Promise.all(tables.map(lakeRow));
  show.print(table([["table", "files", "inserts", "updates", "deletes", "columns", "stay"], ...rows]));
  const [first] = tables;
  if (first === undefined) return;
  await showFiles(first, show);
  await showChanges(first, show);
}

async function lakeRow({ source, files, sourceRow }: DemoTable): Promise<string[]> {
  const { I = 0, U = 0, D = 0 } = await countChanges(files);
  const listed = Object.keys(source.table.columns).length;
  const behind = Object.keys(sourceRow).length - listed;
  return [`${source.database}/${source.name}`, ...[files.length, I, U, D, listed, behind].map(String)];
}

/** How many of a table's files are shown. */
const SHOWN = 4;

async function showFiles({ source, keys, files: [file = ""] }: DemoTable, show: Terminal): Promise<void> {
  const { bold } = show.colors;
  const folder = `${source.database}/${source.name}/`;
  show.print(bold(`\nFiles of ${folder}: the full load, then changes by the hour`));
  for (const key of keys.slice(0, SHOWN)) show.print(`  ${key}`);
  if (keys.length > SHOWN) show.print(`  and ${count(keys.length - SHOWN, "more file")}`);
  const columns = (await columnsOf(file)).map(([name, type]) => `${name} ${type}`);
  show.print(bold("\nColumns of each of them"));
  show.print(wrap(columns.join(", "), 2));
}

/** Two changes within one second have the same time, so only the sequence says which came last. */
async function showChanges({ source, files, busy }: DemoTable, show: Terminal): Promise<void> {
  const { key } = source.table;
  const values = key.map((name) => busy[name] ?? null);
  const changes = await changesOf({ table: source.table, files }, values);
  const row = key.map((name, at) => `${name} ${values[at]}`).join(", ");
  show.print(show.colors.bold(`\nThe changes of one row, ${row}`));
  const lines = changes.map(({ op, at, sequence, file }) => [
    String(op),
    String(at).slice(0, 19),
    sequence === null ? "" : `…${String(sequence).slice(-4)}`,
    basename(String(file)),
  ]);
  show.print(table([["Op", "dms_replicated_at", "sequence", "file"], ...lines], 4));
}
