import { sqlFiles } from "../../../warehouse/snowflake/files.ts";
import { schemaOf } from "../../../warehouse/snowflake/names.ts";
import { viewsIn } from "../../../warehouse/snowflake/questions.ts";
import type { Target } from "../../../warehouse/snowflake/target.ts";
import type { Checked, StackProblem } from "../../status/check.ts";
import type { Warehouse } from "../connection.ts";

/** Views that readers may read, because of the grant on future views, and that no contract declares: nobody knows what they show. */
export async function checkStrayViews(warehouse: Warehouse, target: Target): Promise<Checked<null>> {
  const declared = new Set(sqlFiles(target).flatMap(({ makes }) => makes.map(({ name }) => name.toUpperCase())));
  const problems: StackProblem[] = [];
  for (const database of Object.keys(target.databases)) {
    for (const schema of [schemaOf(target, "analytics", database), schemaOf(target, "checks", database)]) {
      const rows = await warehouse.query(viewsIn(schema));
      const views = rows.map(({ name }) => `${schema}.${String(name)}`);
      problems.push(...views.filter((view) => !declared.has(view.toUpperCase())).map(problemOf));
    }
  }
  return { found: null, problems };
}

function problemOf(view: string): StackProblem {
  const problem = "the view is not declared, and READER reads it";
  return { where: view, problem, remedy: `DROP VIEW ${view}, or make it in a schema of your own` };
}
