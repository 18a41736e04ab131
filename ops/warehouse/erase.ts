import type { Command } from "commander";
import { UserError } from "../../command/user-error.ts";
import { wrap } from "../../command/wrap.ts";
import { countDocument, eraseDocument, keyLength } from "../../warehouse/snowflake/erase.ts";
import { tableIn } from "../../warehouse/snowflake/names.ts";
import { type Collection, collectionsIn, type Target } from "../../warehouse/snowflake/target.ts";
import type { Report, Result } from "../result.ts";
import type { Session } from "../session.ts";
import { findInTarget, nameOf } from "./collections.ts";
import { eraseRow, findTable } from "./erase-row.ts";
import { eraseStreamed, streamedNamed } from "./erase-streamed.ts";
import { erasedUntil, timeTravelDays } from "./erased-until.ts";
import { findPlace, withWarehouse } from "./open.ts";

interface Options {
  readonly collection: string;
  readonly key: string;
  readonly yes?: boolean;
  readonly json?: boolean;
}

const HELP = `
With a stack, only its rows; with an environment, all rows. A key
of several values is a JSON array: '["a", "1"]'. The key is not printed, and
Snowflake's history of queries has it only as a bound value. Without --yes
nothing is erased.`;

export function addErase(warehouse: Command, session: Session, report: Report): void {
  warehouse
    .command("erase")
    .description("remove all rows of one document or table row, such as a person, from every view")
    .argument("<stack>", "such as production-us-west-2, or production")
    .requiredOption("--collection <name>", "which collection or table")
    .requiredOption("--key <key>", "its key, as the landing table or _cdc has it")
    .option("--yes", "do it")
    .addHelpText("after", HELP)
    .action(async (name: string, options: Options) => report(await erase(session, name, options), options));
}

async function erase(
  session: Session,
  name: string,
  { collection: named, key, yes = false }: Options,
): Promise<Result> {
  const { target, stacks: found } = findPlace(session, name);
  // An environment may have rows of stacks that it has no longer.
  const stacks = name === target.environment ? undefined : found;
  const [streamed, ...others] = streamedNamed(target, named);
  if (streamed !== undefined) {
    refuseSeveral(target, named, others.length > 0);
    const values = keyValues(key, streamed.table.table.key.length);
    return withWarehouse(session, target, (warehouse) =>
      eraseStreamed(session, warehouse, target, { ...streamed, values, yes }),
    );
  }
  const source = findTable(target, named);
  if (source !== undefined) {
    const values = keyValues(key, source.table.key.length);
    return withWarehouse(session, target, (warehouse) => eraseRow(session, warehouse, target, { source, values, yes }));
  }
  const collection = findInTarget(target, named);
  const values = keyValues(key, keyLength(collection));
  return withWarehouse(session, target, async (warehouse) => {
    const counted = await warehouse.query(countDocument(target, collection, stacks), values);
    const rows = counted.map(({ STACK, LANDED }) => ({ stack: String(STACK), rows: Number(LANDED) }));
    const days = await timeTravelDays(
      warehouse,
      tableIn(target, "landing", collection.database, collection.collection),
    );
    if (yes && rows.length > 0) await warehouse.query(eraseDocument(target, collection, stacks), values);
    return resultOf(session, target, { collection, rows, days, isErased: yes });
  });
}

/** @throws UserError if a collection, or a table of another source, has the same name */
function refuseSeveral(target: Target, named: string, isTwice: boolean): void {
  const isCollection = collectionsIn(target).some(({ collection }) => collection === named);
  if (!isTwice && !isCollection && findTable(target, named) === undefined) return;
  throw new UserError(`More than one database has ${named}. Write <database>/${named}.`);
}

/** @throws UserError if it does not have as many values as the collection's key */
function keyValues(key: string, length: number): readonly string[] {
  if (length === 1) return [key];
  try {
    const values: unknown = JSON.parse(key);
    const isTexts = Array.isArray(values) && values.every((value): value is string => typeof value === "string");
    if (isTexts && values.length === length) return values;
  } catch {
    // The message below says it.
  }
  throw new UserError(
    `The key of this collection has ${length} values: write a JSON array of ${length} texts, in the contract's order.`,
  );
}

interface Erased {
  readonly collection: Collection;
  readonly rows: readonly { readonly stack: string; readonly rows: number }[];
  readonly days: number;
  readonly isErased: boolean;
}

function resultOf({ now }: Session, target: Target, { collection, rows, days, isErased }: Erased): Result {
  const table = tableIn(target, "landing", collection.database, collection.collection);
  const until = erasedUntil(now(), days);
  return {
    json: { collection: nameOf(collection), table, erased: isErased && rows.length > 0, rows, ...until.dates },
    ok: rows.length > 0,
    show: (out) => {
      if (rows.length === 0) {
        out.print(`${table} has no row with this key.`);
        return;
      }
      for (const each of rows)
        out.print(`${isErased ? "Erased" : "Would erase"} ${each.rows} rows of ${each.stack} from ${table}.`);
      for (const line of [until.text, ...REMAINS]) out.print(wrap(line, 2));
      if (!isErased) out.print("\nNothing was done. To do it, add --yes.");
    },
  };
}

const REMAINS = [
  "RAW, CLEAN and the source still have them, for as long as they keep files: a replay, a refresh or a reload would bring them back. Erase at the source first.",
  "Rows of other collections that name this key are not searched, nor are tables that somebody has made from the views.",
];
