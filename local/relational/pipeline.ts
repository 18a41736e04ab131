import { join } from "node:path";
import type { Terminal } from "../../command/terminal.ts";
import { UserError } from "../../command/user-error.ts";
import { wrap } from "../../command/wrap.ts";
import type { Sources } from "../../contracts/source.ts";
import { countChanges, currentRows } from "../lake/current-rows.ts";
import { replaceOutput } from "../output-folder.ts";
import { pathFrom } from "../path.ts";
import { type Current, showCurrent, showSpecialTexts } from "./show-current.ts";
import { showLake } from "./show-lake.ts";
import { type DemoTable, inLake, type Listed, tablesIn, writeLake } from "./write-lake.ts";

export interface RelationalRequest {
  readonly sources: Sources;
  readonly output: string;
  /** The folder in which the command was called; paths are shown relative to it. */
  readonly calledFrom: string;
  /** What dbt and the stand-in for Snowflake need, and is not there. If there is any of it, they don't run. */
  readonly lacking: readonly string[];
}

/**
 * The pipeline from end to end: made-up sources, the lake as DMS writes it, current rows in DuckDB, and, if it can run, dbt in a stand-in
 * for Snowflake.
 * @returns whether all current rows are the source's
 */
export async function runRelational(request: RelationalRequest, show: Terminal): Promise<boolean> {
  const { sources, output, calledFrom, lacking } = request;
  const { bold } = show.colors;
  const listed = tablesIn(sources);
  if (listed.length === 0)
    throw new UserError("contracts/index.ts has no source with the engine mysql or postgres.", 1);
  show.print(bold("A day of made-up sources, read by DMS's rules and written into the lake"));
  const written = await replaceOutput(output, (unfinished) => writeAll(join(unfinished, "lake"), listed, show));
  const tables = written.map((each) => inLake(join(output, "lake"), each));
  await showLake(tables, show);
  show.print(bold("\nIn DuckDB, over the lake: the last change of each key, deletes applied"));
  const current = await Promise.all(tables.map(currentInDuck));
  const isLakeGood = showCurrent(current, show);
  showSpecialTexts(current, show);
  const isSnowflakeGood = await inSnowflake(tables, request, show);
  show.print(bold(`\nAll of it is in ${pathFrom(calledFrom, output)}`));
  show.print(`  lake/${lacking.length === 0 ? ", dbt/ with dbt's log" : ""}`);
  return isLakeGood && isSnowflakeGood;
}

async function writeAll(lake: string, listed: readonly Listed[], show: Terminal) {
  const progress = show.progress(listed.length);
  try {
    return await writeLake(lake, listed, (table) => progress.step(table));
  } finally {
    progress.end();
  }
}

async function currentInDuck(demo: DemoTable): Promise<Current> {
  const { I = 0, U = 0, D = 0 } = await countChanges(demo.files);
  return { demo, changes: I + U + D, rows: await currentRows({ table: demo.source.table, files: demo.files }) };
}

async function inSnowflake(
  tables: readonly DemoTable[],
  { sources, output, lacking }: RelationalRequest,
  show: Terminal,
): Promise<boolean> {
  if (lacking.length > 0) {
    const missing = `Not shown: what dbt makes of it, and who sees what. It needs ${lacking.join(" and ")}. To install: npm run setup -- relational-to-snowflake --yes`;
    show.print(`\n${show.colors.yellow(wrap(missing, 2))}`);
    return true;
  }
  const { showSnowflake } = await import("./show-snowflake.ts");
  return showSnowflake(tables, sources, output, show);
}
