import { table } from "../../../command/table.ts";
import type { Terminal } from "../../../command/terminal.ts";
import { wrap } from "../../../command/wrap.ts";
import { isLoss } from "../../../warehouse/snowflake/checks.ts";
import { timeOf } from "../../../warehouse/snowflake/loads.ts";
import { age } from "../../status/age.ts";
import type { WarehouseStatus } from "./check-environment.ts";
import type { FoundValues } from "./rows.ts";

const HEAD = ["collection", "stack", "pipe", "waiting", "current rows", "newest"];

export function showWarehouse(status: WarehouseStatus, now: Date, out: Terminal): void {
  const { bold, red, green } = out.colors;
  const rows = status.collections.map(({ collection, stack, currentRows, newest }) => {
    const pipe = status.pipes?.find((each) => each.collection === collection && each.stack === stack);
    const state = pipe === undefined ? "?" : (pipe.state ?? "missing");
    return [
      collection,
      stack,
      state === "RUNNING" ? state : red(state),
      pipe === undefined ? "?" : pipe.pendingFiles.toLocaleString("en"),
      currentRows.toLocaleString("en"),
      newest === null ? "-" : age(timeOf(newest), now),
    ];
  });
  out.print(bold(`${status.database} (newest: age of the newest current row)`));
  if (rows.length > 0) out.print(table([HEAD, ...rows], 3));
  if (status.tables.length > 0) out.print(table(tableRows(status, now), 1));
  if (status.streamed.length > 0) out.print(table(streamedRows(status, now), 1));
  const shares = status.shares === null || status.shares.length === 0 ? "none" : status.shares.join(", ");
  out.print(`\n${status.maskedColumns} classified columns. Shares: ${shares}.`);
  showLoads(status, out);
  showTimes(status.values, out);
  out.print(status.problems.length === 0 ? green("\nAll well.") : bold(red(`\n${status.environment}`)));
  for (const { where, problem, remedy } of status.problems) {
    out.print(wrap(`${where}: ${problem}`, 2));
    if (remedy !== undefined) out.print(out.colors.dim(wrap(remedy, 4)));
  }
}

function tableRows({ tables }: WarehouseStatus, now: Date): string[][] {
  const rows = tables.map(({ table: name, currentRows, newest }) => [
    name,
    currentRows === null ? "not made yet" : currentRows.toLocaleString("en"),
    newest === null ? "-" : age(timeOf(newest), now),
  ]);
  return [["table", "current rows", "newest"], ...rows];
}

/** With the state of each table's pipe, and when the source last counted its rows. */
function streamedRows({ streamed, pipes }: WarehouseStatus, now: Date): string[][] {
  const rows = streamed.map(({ table: name, rows: found, newest, countedAt }) => {
    const pipe = pipes?.find(({ collection }) => collection === name);
    return [
      name,
      pipe?.state ?? "?",
      found.toLocaleString("en"),
      newest === null ? "-" : age(timeOf(newest), now),
      countedAt === null ? "never" : age(timeOf(countedAt), now),
    ];
  });
  return [["streamed table", "pipe", "rows", "newest", "compared"], ...rows];
}

function showLoads({ loads }: WarehouseStatus, out: Terminal): void {
  const complete = (loads ?? []).filter(({ state }) => state === "complete");
  for (const { stack, database, collection, startedAt } of complete) {
    out.print(
      wrap(
        `The reload of ${database}/${collection} in ${stack} since ${startedAt} is complete: rows from before it no longer count.`,
        0,
      ),
    );
  }
}

/** How times are written. A column with several forms may have been read wrong. */
function showTimes(values: readonly FoundValues[], out: Terminal): void {
  const times = values.filter(({ finding }) => !isLoss(finding));
  const fields = new Map<string, string[]>();
  for (const { collection, field, finding, found } of times) {
    const name = `${collection} ${field}`;
    fields.set(name, [...(fields.get(name) ?? []), `${found.toLocaleString("en")} ${finding}`]);
  }
  const mixed = [...fields].filter(([, forms]) => forms.length > 1);
  if (mixed.length === 0) return;
  out.print(out.colors.bold("\nLook at these: times in several forms"));
  for (const [name, forms] of mixed) out.print(out.colors.yellow(wrap(`${name}: ${forms.join(", ")}`, 2)));
}
