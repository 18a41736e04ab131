import type { Command } from "commander";
import { count } from "../../command/count.ts";
import { table } from "../../command/table.ts";
import type { Terminal } from "../../command/terminal.ts";
import { withProgress } from "../../command/with-progress.ts";
import { wrap } from "../../command/wrap.ts";
import { copyOf, pipes, refreshPipe } from "../../warehouse/snowflake/landing.ts";
import type { Made } from "../../warehouse/snowflake/sql-file.ts";
import { pipeOfTable } from "../../warehouse/snowflake/star/landing.ts";
import { type Collection, collectionsIn, streamedIn, type Target } from "../../warehouse/snowflake/target.ts";
import { readWindow } from "../replay/window.ts";
import type { Report, Result } from "../result.ts";
import type { Session } from "../session.ts";
import { findInTarget, nameOf } from "./collections.ts";
import { findPlace, withWarehouse } from "./open.ts";
import { type RefreshedTable, refreshTable, tablesOf } from "./refresh-tables.ts";

interface Options {
  readonly since?: string;
  readonly collection?: string;
  readonly json?: boolean;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** How far back a pipe looks. */
const PIPE_DAYS = 7;

export function addRefresh(warehouse: Command, session: Session, report: Report): void {
  warehouse
    .command("refresh")
    .description("let pipes look for files of the last days that they have not loaded, and external tables for all")
    .argument("<stack>", "such as production-us-west-2, or production")
    .option("--since <time>", "files that were written since then: days, or a time in UTC (default: 7)")
    .option("--collection <name>", "only the pipes of this collection, or this table")
    .action(async (name: string, options: Options) => report(await refresh(session, name, options), options));
}

async function refresh(session: Session, name: string, options: Options): Promise<Result> {
  const { target, stacks } = findPlace(session, name);
  const tables = tablesOf(target, stacks, options.collection);
  const streamed = streamPipesOf(target, stacks, options.collection);
  const chosen = collectionsFor(target, options.collection, tables.length + streamed.length > 0);
  const since = readSince(options.since, session.now());
  const age = since === undefined ? PIPE_DAYS * DAY_MS : session.now().getTime() - since.getTime();
  const isOlder = age > PIPE_DAYS * DAY_MS;
  // Snowflake refuses a time that is seven days back, and a moment later this one is.
  const after = age < PIPE_DAYS * DAY_MS ? since : undefined;
  const found = [...chosen.flatMap((collection) => pipesOf(target, collection, stacks)), ...streamed];
  const { refreshed, external } = await withWarehouse(session, target, (warehouse) =>
    withProgress(session, found.length + tables.length, async (step) => {
      const results = [];
      for (const { collection, pipe } of found) {
        const files = await warehouse.query(refreshPipe(pipe.name, after));
        step(pipe.name);
        results.push({ collection, pipe: pipe.name, files: files.length });
      }
      const external: RefreshedTable[] = [];
      for (const source of tables) {
        external.push(await refreshTable(warehouse, target, source));
        step(external.at(-1)?.table ?? "");
      }
      return { refreshed: results, external };
    }),
  );
  const copies = isOlder ? found.map(({ pipe }) => copyOf(pipe)) : [];
  return {
    json: { pipes: refreshed, olderFiles: copies, externalTables: external },
    ok: true,
    show: (out) => {
      if (found.length > 0 || external.length === 0) showPipes(out, refreshed, copies);
      if (external.length > 0) showTables(out, external);
    },
  };
}

/** @param copies statements for older files */
function showPipes(
  out: Terminal,
  refreshed: readonly { readonly collection: string; readonly pipe: string; readonly files: number }[],
  copies: readonly string[],
): void {
  const rows = refreshed.map((each) => [each.collection, each.pipe, String(each.files)]);
  out.print(table([["collection", "pipe", "files"], ...rows], 2));
  const files = refreshed.reduce((sum, each) => sum + each.files, 0);
  out.print(`\nSnowflake loads ${count(files, "file")} now; warehouse check shows which could not be loaded.`);
  out.print(wrap(copies.length === 0 ? SKIPS : OLDER, 0));
  for (const copy of copies) out.print(`\n${copy};`);
}

function showTables(out: Terminal, external: readonly RefreshedTable[]): void {
  const rows = external.map((each) => [
    each.collection,
    each.table,
    each.files === null ? "not made yet" : String(each.files),
  ]);
  out.print(table([["table", "external table", "files"], ...rows], 2));
  out.print("\nFiles that came or went. The next run of dbt reads those that came.");
}

const SKIPS = `What a pipe has loaded under the same name it skips. It looks back ${PIPE_DAYS} days.`;

const OLDER =
  `A pipe looks back only ${PIPE_DAYS} days. For older files that CLEAN still has (cleanDays), run these, one after the other. They load ` +
  "files that the pipe has loaded once more, which changes no current row; PATTERN = '…' limits them.";

/** All collections, or the one that is meant; none if a table is. */
function collectionsFor(target: Target, name: string | undefined, isTable: boolean): Collection[] {
  if (name === undefined) return collectionsIn(target);
  return isTable ? [] : [findInTarget(target, name)];
}

function pipesOf(
  target: Target,
  collection: Collection,
  stacks: readonly string[],
): { collection: string; pipe: Made }[] {
  const { makes } = pipes(target, {
    ...collection,
    stacks: collection.stacks.filter((stack) => stacks.includes(stack)),
  });
  return makes.map((pipe) => ({ collection: nameOf(collection), pipe }));
}

/** The pipes of streamed tables; only one, if a name is given. */
function streamPipesOf(
  target: Target,
  stacks: readonly string[],
  name: string | undefined,
): { collection: string; pipe: Made }[] {
  return streamedIn(target)
    .filter(({ stream }) => stacks.includes(stream.stack))
    .flatMap(({ tables, stream }) => tables.map((source) => ({ source, stream })))
    .filter(({ source }) => name === undefined || name === source.name || name === `${source.database}/${source.name}`)
    .map(({ source, stream }) => {
      return { collection: `${source.database}/${source.name}`, pipe: pipeOfTable(target, source, stream) };
    });
}

/** @throws UserError if it is neither a number of days nor a time */
function readSince(text: string | undefined, now: Date): Date | undefined {
  if (text !== undefined && /^\d{1,4}$/.test(text)) return new Date(now.getTime() - Number(text) * DAY_MS);
  return readWindow(text === undefined ? {} : { since: text }).since;
}
