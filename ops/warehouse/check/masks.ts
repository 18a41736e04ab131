import { policiesOf, tagsOf } from "../../../warehouse/snowflake/questions.ts";
import type { MadeColumn } from "../../../warehouse/snowflake/sql-file.ts";
import type { Target } from "../../../warehouse/snowflake/target.ts";
import type { Checked, StackProblem } from "../../status/check.ts";
import { type Row, SnowflakeError, type Warehouse } from "../connection.ts";
import { applyAll } from "./remedies.ts";

/** Whether a view exists, and its columns have the tags that the contract says and are masked. */
export async function checkMasks(
  warehouse: Warehouse,
  target: Target,
  { name: view, columns }: { readonly name: string; readonly columns: readonly MadeColumn[] },
): Promise<Checked<number>> {
  const again = applyAll(target);
  try {
    const tags = await warehouse.query(tagsOf(target, view));
    const policies = await warehouse.query(policiesOf(target, view));
    const problems = columns.flatMap((column) => [
      ...checkPolicy(view, column, policies, again),
      ...checkTag(view, column, tags, again),
    ]);
    return { found: columns.filter(({ personal }) => personal !== undefined).length, problems };
  } catch (error) {
    if (!(error instanceof SnowflakeError && error.isMissing)) throw error;
    return { found: 0, problems: [{ where: view, problem: "the view is missing", remedy: again }] };
  }
}

function checkPolicy(view: string, column: MadeColumn, policies: readonly Row[], remedy: string): StackProblem[] {
  if (column.personal === undefined) return [];
  const found = policies.filter((row) => isColumn(row, column));
  if (found.some(({ POLICY_STATUS }) => POLICY_STATUS === "ACTIVE")) return [];
  const status = found.length === 0 ? "no policy" : String(found[0]?.POLICY_STATUS);
  const problem = `UNMASKED: ${column.name} is ${column.personal}, and has ${status}`;
  return [{ where: view, problem, remedy }];
}

function checkTag(view: string, column: MadeColumn, tags: readonly Row[], remedy: string): StackProblem[] {
  const found = tags
    .filter((row) => isColumn(row, column))
    .map(({ TAG_NAME, TAG_VALUE }) => `${String(TAG_NAME).toLowerCase()} ${String(TAG_VALUE)}`);
  const declared = column.personal === undefined ? [] : [column.personal];
  if (found.join(", ") === declared.join(", ")) return [];
  const says = (classes: readonly string[]) => (classes.length === 0 ? "no tag" : classes.join(", "));
  return [{ where: view, problem: `${column.name} has ${says(found)}, declared: ${says(declared)}`, remedy }];
}

function isColumn({ COLUMN_NAME }: Row, { name }: MadeColumn): boolean {
  return String(COLUMN_NAME).toUpperCase() === name.toUpperCase();
}
