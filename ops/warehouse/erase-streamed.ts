import { count } from "../../command/count.ts";
import { wrap } from "../../command/wrap.ts";
import { type Erasure, erasures, forgetControls } from "../../warehouse/snowflake/star/erase.ts";
import { recordErasedRow } from "../../warehouse/snowflake/star/erased.ts";
import { stagingOf } from "../../warehouse/snowflake/star/names.ts";
import type { Target } from "../../warehouse/snowflake/target.ts";
import type { Result } from "../result.ts";
import type { Session } from "../session.ts";
import type { Warehouse } from "./connection.ts";
import { erasedUntil, timeTravelDays } from "./erased-until.ts";
import type { FoundTable } from "./find-named.ts";

interface Erase extends FoundTable {
  /** Of the key, as text. */
  readonly values: readonly string[];
  readonly yes: boolean;
}

/** Removes a row from landing, staging and the star, and what names it. */
export async function eraseStreamed(
  session: Session,
  warehouse: Warehouse,
  target: Target,
  { source, table, values, yes }: Erase,
): Promise<Result> {
  const key = [values.join("|")];
  const all = erasures(target, source, table);
  const found = await countAll(warehouse, all, key);
  const rows = found.reduce((sum, each) => sum + each.found, 0);
  const until = erasedUntil(session.now(), await timeTravelDays(warehouse, stagingOf(target, table)));
  if (yes && rows > 0)
    await eraseAll(
      warehouse,
      [recordErasedRow(target, table), ...all.map(({ erase }) => erase)],
      key,
      forgetControls(target, table),
    );
  // A task that ran at the same time may have written what it had read before.
  const left = yes && rows > 0 ? (await countAll(warehouse, all, key)).filter((each) => each.found > 0) : [];
  return {
    json: { collection: `${table.database}/${table.name}`, erased: yes && rows > 0, found, left, ...until.dates },
    ok: rows > 0 && left.length === 0,
    show: (out) => {
      if (rows === 0) {
        out.print(`Nothing is known of a row of ${table.database}/${table.name} with this key.`);
        return;
      }
      for (const each of found.filter((one) => one.found > 0))
        out.print(`${yes ? "Erased" : "Would erase"} in ${each.table}: ${each.found} ${each.what}.`);
      for (const each of left) out.print(`Still in ${each.table}: ${count(each.found, "row")}. Erase again.`);
      for (const line of [until.text, ...REMAINS]) out.print(wrap(line, 2));
      if (!yes) out.print("\nNothing was done. To do it, add --yes.");
    },
  };
}

type Counted = Pick<Erasure, "table" | "what"> & { readonly found: number };

async function countAll(warehouse: Warehouse, all: readonly Erasure[], key: readonly string[]): Promise<Counted[]> {
  const counted: Counted[] = [];
  for (const { table, what, count: sql } of all) {
    const [row] = await warehouse.query(sql, key);
    counted.push({ table, what, found: Number(row?.FOUND ?? 0) });
  }
  return counted;
}

/** All or nothing. */
async function eraseAll(
  warehouse: Warehouse,
  statements: readonly string[],
  key: readonly string[],
  after: string,
): Promise<void> {
  await warehouse.query("BEGIN");
  try {
    for (const statement of statements) await warehouse.query(statement, key);
    await warehouse.query(after);
    await warehouse.query("COMMIT");
  } catch (error) {
    await warehouse.query("ROLLBACK");
    throw error;
  }
}

const REMAINS = [
  "The bucket keeps the files, and Kinesis the records, for as long as the stack says; a pipe reads none again that it has read. What was read at the source before now, and lands later, is not taken into the star; erase again tomorrow to take it out of landing, too. What the producer sends again, by a backfill or because the row changes, comes back: erase at the source first.",
  "Columns of other tables that name this key and are not in the star are not searched, nor are tables that somebody has made from the views.",
];
