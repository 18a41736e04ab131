import { wrap } from "../../command/wrap.ts";
import { changesOf, countChanges, describeChanges, emptyChanges } from "../../warehouse/snowflake/erase-row.ts";
import type { SourceTable, Target } from "../../warehouse/snowflake/target.ts";
import type { Result } from "../result.ts";
import type { Session } from "../session.ts";
import type { Warehouse } from "./connection.ts";
import { erasedUntil, timeTravelDays } from "./erased-until.ts";

interface Erase {
  readonly source: SourceTable;
  /** Of the key, as text. */
  readonly values: readonly string[];
  readonly yes: boolean;
}

/** Empties all changes of a row in the table on which every view of it stands. */
export async function eraseRow(
  session: Session,
  warehouse: Warehouse,
  target: Target,
  { source, values, yes }: Erase,
): Promise<Result> {
  const table = changesOf(target, source);
  const [counted] = await warehouse.query(countChanges(target, source), values);
  const rows = Number(counted?.LANDED ?? 0);
  const until = erasedUntil(session.now(), await timeTravelDays(warehouse, table));
  if (yes && rows > 0) {
    const described = await warehouse.query(describeChanges(target, source));
    const columns = described.map(({ name }) => String(name));
    await warehouse.query(emptyChanges(target, source, columns), values);
  }
  return {
    json: { table, erased: yes && rows > 0, rows, ...until.dates },
    ok: rows > 0,
    show: (out) => {
      if (rows === 0) {
        out.print(`${table} has no change of a row with this key.`);
        return;
      }
      out.print(`${yes ? "Emptied" : "Would empty"} ${rows} changes in ${table}.`);
      for (const line of [until.text, ...REMAINS]) out.print(wrap(line, 2));
      if (!yes) out.print("\nNothing was done. To do it, add --yes.");
    },
  };
}

const REMAINS = [
  "The lake keeps their files for lakeDays, and the external table reads them there; dbt reads none again that it has read. One that it has not read yet brings its values, and so does a reload: erase at the source, let `warehouse run` read what there is, then erase here.",
  "Rows of other tables that name this key are not searched, nor are tables that somebody has made from the views.",
];
