import { modelSchema } from "../../../warehouse/dbt-files/names.ts";
import { sqlFiles } from "../../../warehouse/snowflake/files.ts";
import { schemaOf } from "../../../warehouse/snowflake/names.ts";
import { viewsIn } from "../../../warehouse/snowflake/questions.ts";
import { sourcesIn, streamedIn, type Target } from "../../../warehouse/snowflake/target.ts";
import type { Checked, StackProblem } from "../../status/check.ts";
import type { Warehouse } from "../connection.ts";

/** Views in the schemas of readers that no contract declares: nobody knows what they show. */
export async function checkStrayViews(warehouse: Warehouse, target: Target): Promise<Checked<null>> {
  const declared = new Set(sqlFiles(target).flatMap(({ makes }) => makes.map(({ name }) => name.toUpperCase())));
  const problems: StackProblem[] = [];
  for (const schema of readerSchemas(target)) {
    const rows = await warehouse.query(viewsIn(schema));
    const views = rows.map(({ name }) => `${schema}.${String(name)}`);
    problems.push(...views.filter((view) => !declared.has(view.toUpperCase())).map(problemOf));
  }
  return { found: null, problems };
}

function readerSchemas(target: Target): string[] {
  return [
    ...Object.keys(target.databases).flatMap((database) => [
      schemaOf(target, "analytics", database),
      schemaOf(target, "checks", database),
    ]),
    ...streamedIn(target).flatMap(({ database }) => [
      schemaOf(target, "analytics", database),
      schemaOf(target, "checks", database),
    ]),
    ...sourcesIn(target).map((database) => `${target.snowflake.database}.${modelSchema(database, "analytics")}`),
  ];
}

function problemOf(view: string): StackProblem {
  const problem = "the view is not declared, and is where readers read";
  return { where: view, problem, remedy: `DROP VIEW ${view}, or make it in a schema of your own` };
}
