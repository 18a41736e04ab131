import type { SqlFile } from "../../warehouse/snowflake/sql-file.ts";
import type { Warehouse } from "./connection.ts";
import { exists } from "./exists.ts";

/** The views that files need and that dbt has not made yet. */
export async function missingViews(warehouse: Warehouse, files: readonly SqlFile[]): Promise<string[]> {
  const missing: string[] = [];
  for (const view of viewsOfDbt(files)) if (!(await exists(warehouse, "VIEWS", view))) missing.push(view);
  return missing;
}

/** All views of dbt that files name. */
export function viewsOfDbt(files: readonly SqlFile[]): string[] {
  return [...new Set(files.flatMap(({ needs = [] }) => needs))];
}
