import { policies, policyFor } from "../../../warehouse/snowflake/governance.ts";
import { describePolicy, policiesOf, tagsOf } from "../../../warehouse/snowflake/questions.ts";
import type { MadeColumn } from "../../../warehouse/snowflake/sql-file.ts";
import type { Target } from "../../../warehouse/snowflake/target.ts";
import type { Checked, StackProblem } from "../../status/check.ts";
import { type Row, SnowflakeError, type Warehouse } from "../connection.ts";
import { applyAll } from "./remedies.ts";

/** A view that readers see. */
export interface ReaderView {
  readonly name: string;
  readonly columns: readonly MadeColumn[];
  /** What gives it its tags again. */
  readonly again: string;
  /** What makes it and gives its rights again, after somebody dropped it. */
  readonly anew: string;
}

/** Whether a view exists, and its columns have the tags that the contract says and are masked. */
export async function checkMasks(
  warehouse: Warehouse,
  target: Target,
  { name: view, columns, again, anew }: ReaderView,
): Promise<Checked<number>> {
  try {
    const tags = await warehouse.query(tagsOf(target, view));
    const masked = await warehouse.query(policiesOf(target, view));
    const problems = columns.flatMap((column) => [
      ...checkPolicy(target, { view, again }, column, masked),
      ...checkTag(view, column, tags, again),
    ]);
    return { found: columns.filter(({ personal }) => personal !== undefined).length, problems };
  } catch (error) {
    if (!(error instanceof SnowflakeError && error.isMissing)) throw error;
    return { found: 0, problems: [{ where: view, problem: "the view is missing", remedy: anew }] };
  }
}

/** Whether the policies hide what they should: somebody may have altered a body. */
export async function checkPolicies(warehouse: Warehouse, target: Target): Promise<Checked<null>> {
  const problems: StackProblem[] = [];
  for (const { name, body } of policies(target)) {
    const [row] = await warehouse.query(describePolicy(name));
    if (inOneLine(String(row?.body)) === inOneLine(body)) continue;
    problems.push({ where: name, problem: "the policy does not hide what is declared", remedy: applyAll(target) });
  }
  return { found: null, problems };
}

function inOneLine(body: string): string {
  return body.replaceAll(/\s+/g, " ").trim();
}

/** Any other policy may show the values: one that somebody has set on the column comes before that of the tag. */
function checkPolicy(
  target: Target,
  { view, again }: { readonly view: string; readonly again: string },
  column: MadeColumn,
  rows: readonly Row[],
): StackProblem[] {
  if (column.personal === undefined) return [];
  const declared = policyFor(target, column)?.toUpperCase();
  const found = rows.filter((row) => isColumn(row, column));
  const isDeclared = ({ POLICY, POLICY_STATUS }: Row) =>
    String(POLICY).toUpperCase() === declared && POLICY_STATUS === "ACTIVE";
  if (found.length > 0 && found.every(isDeclared)) return [];
  const says = found.map(({ POLICY, POLICY_STATUS }) => `${String(POLICY)} (${String(POLICY_STATUS).toLowerCase()})`);
  const problem = `UNMASKED: ${column.name} is ${column.personal}, and has ${says.join(", ") || "no policy"}`;
  const remedy = `ALTER VIEW ${view} MODIFY COLUMN ${column.name} UNSET MASKING POLICY, if it has one of its own; ${again}`;
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
