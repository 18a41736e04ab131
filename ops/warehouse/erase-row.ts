import { UserError } from "../../command/user-error.ts";
import { wrap } from "../../command/wrap.ts";
import { changesOf, countChanges, describeChanges, emptyChanges } from "../../warehouse/snowflake/erase-row.ts";
import { recordErased } from "../../warehouse/snowflake/erased-keys.ts";
import type { SourceTable, Target } from "../../warehouse/snowflake/target.ts";
import type { Result } from "../result.ts";
import type { Session } from "../session.ts";
import type { Warehouse } from "./connection.ts";
import { erasedUntil, timeTravelDays } from "./erased-until.ts";
import { findRun } from "./run-in-progress.ts";

interface Erase {
  readonly source: SourceTable;
  /** Of the key, as text. */
  readonly values: readonly string[];
  readonly yes: boolean;
}

/**
 * Empties all changes of a row in the table on which every view of it stands, and lets dbt empty those of before that it has yet to read.
 * @throws UserError if a run of dbt is going on
 */
export async function eraseRow(
  session: Session,
  warehouse: Warehouse,
  target: Target,
  { source, values, yes }: Erase,
): Promise<Result> {
  const table = changesOf(target, source);
  if (yes) await recordFirst(warehouse, target, { source, values });
  const [counted] = await warehouse.query(countChanges(target, source), values);
  const rows = Number(counted?.LANDED ?? 0);
  const until = erasedUntil(session.now(), await timeTravelDays(warehouse, table));
  if (yes && rows > 0) {
    const described = await warehouse.query(describeChanges(target, source));
    const columns = described.map(({ name }) => String(name));
    await warehouse.query(emptyChanges(target, source, columns), values);
  }
  return {
    json: { table, erased: yes && rows > 0, recorded: yes, rows, ...until.dates },
    ok: rows > 0,
    show: (out) => {
      if (rows === 0) {
        out.print(`${table} has no change of a row with this key.`);
        if (yes) out.print(RECORDED);
        return;
      }
      out.print(`${yes ? "Emptied" : "Would empty"} ${rows} changes in ${table}.`);
      for (const line of [until.text, ...REMAINS]) out.print(wrap(line, 2));
      if (!yes) out.print("\nNothing was done. To do it, add --yes.");
    },
  };
}

/** A run that begins after the record empties what it appends of the row; one that began before may not know of it. */
async function recordFirst(
  warehouse: Warehouse,
  target: Target,
  { source, values }: Pick<Erase, "source" | "values">,
): Promise<void> {
  await warehouse.query(recordErased(target, source), values);
  const run = await findRun(warehouse, target);
  if (run === undefined) return;
  throw new UserError(
    `Nothing is erased yet: the run ${run.run} of dbt, which began at ${run.beganAt} UTC, may append the row once more. Erase again after it. If it was killed: ops warehouse run ${target.environment} --forget, then erase.`,
    1,
  );
}

const RECORDED = "Its key is recorded: changes from before now that dbt has yet to read come without values.";

const REMAINS = [
  "Changes from before now that dbt has yet to read come without values. Later ones have them: erase at the source first. So does a reload that begins later, if the source still has the row.",
  "The lake keeps its files for lakeDays, and the external table, which only dbt and the owner may read, shows what is in them.",
  "Rows of other tables that name this key are not searched, nor are tables that somebody has made from the views.",
];
