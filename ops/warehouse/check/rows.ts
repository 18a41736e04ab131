import { isLoss } from "../../../warehouse/snowflake/checks.ts";
import { countRows, findings, loadErrors } from "../../../warehouse/snowflake/questions.ts";
import type { Collection, Target } from "../../../warehouse/snowflake/target.ts";
import type { Checked, StackProblem } from "../../status/check.ts";
import { type Row, textIn, type Warehouse } from "../connection.ts";

export interface RowStatus {
  readonly collection: string;
  readonly stack: string;
  readonly currentRows: number;
  /** When DMS replicated the newest, as DMS writes it, in UTC. Null if there is no row. */
  readonly newest: string | null;
}

/** What a check view counted in a field. */
export interface FoundValues {
  readonly collection: string;
  readonly view: string;
  readonly field: string;
  readonly finding: string;
  readonly found: number;
}

/** Files that are named; the others are only counted. */
const SHOWN = 5;

export async function checkLoadErrors(
  warehouse: Warehouse,
  target: Target,
  collection: Pick<Collection, "database" | "collection">,
): Promise<Checked<number>> {
  const failed = await warehouse.query(loadErrors(target, collection));
  if (failed.length === 0) return { found: 0, problems: [] };
  const files = failed
    .slice(0, SHOWN)
    .map(({ FILE, STATUS, ERRORS }) => `${String(FILE)} (${String(STATUS).toLowerCase()}, ${String(ERRORS)} errors)`);
  const more = failed.length > SHOWN ? ` and ${failed.length - SHOWN} more` : "";
  return {
    found: failed.length,
    problems: [
      {
        where: nameOf(collection),
        problem: `not loaded in the last 14 days: ${files.join(", ")}${more}`,
        remedy: "load them by their names: docs/snowflake.md#a-file-that-failed",
      },
    ],
  };
}

export async function countCurrent(
  warehouse: Warehouse,
  target: Target,
  collection: Collection,
): Promise<Checked<readonly RowStatus[]>> {
  const rows = await warehouse.query(countRows(target, collection));
  const found = collection.stacks.map((stack) => {
    const row = rows.find(({ STACK }) => STACK === stack);
    const newest = textIn(row?.NEWEST) || null;
    return { collection: nameOf(collection), stack, currentRows: Number(row?.CURRENT_ROWS ?? 0), newest };
  });
  const others = rows.filter(({ STACK }) => !collection.stacks.some((stack) => stack === STACK));
  return { found, problems: others.map((row) => unknownStack(collection, row)) };
}

/** Rows of a stack that was removed; or Snowflake's names of files do not begin with the stack, as `_stack` takes for granted. */
function unknownStack(collection: Collection, { STACK, CURRENT_ROWS }: Row): StackProblem {
  return {
    where: nameOf(collection),
    problem: `${Number(CURRENT_ROWS).toLocaleString("en")} current rows are of ${textIn(STACK)}, which no stack of this environment loads`,
    remedy:
      "if that stack was removed, delete its rows from the landing table; if it is no stack's name, stop and report it",
  };
}

export async function checkValues(
  warehouse: Warehouse,
  target: Target,
  collection: Collection,
): Promise<Checked<readonly FoundValues[]>> {
  return findingsIn(await warehouse.query(findings(target, collection)), nameOf(collection));
}

/** @param collection or table, with its database */
export function findingsIn(rows: readonly Row[], collection: string): Checked<readonly FoundValues[]> {
  const found = rows.map(
    (row): FoundValues => ({
      collection,
      view: String(row.VIEW_NAME),
      field: String(row.FIELD),
      finding: String(row.FINDING),
      found: Number(row.FOUND),
    }),
  );
  return { found, problems: found.flatMap(problemOf) };
}

function problemOf({ collection, view, field, finding, found }: FoundValues): StackProblem[] {
  if (!isLoss(finding)) return [];
  return [
    {
      where: collection,
      problem: `${found.toLocaleString("en")} values of ${field} are not shown in ${view}: ${finding}`,
      remedy: "docs/snowflake.md#what-each-check-means",
    },
  ];
}

function nameOf({ database, collection }: Pick<Collection, "database" | "collection">): string {
  return `${database}/${collection}`;
}
