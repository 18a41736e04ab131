import { OP_COLUMN, SEQUENCE_COLUMN, TIMESTAMP_COLUMN } from "./passthrough.ts";
import type { Problem } from "./problem.ts";
import type { Tables } from "./source.ts";

/**
 * Names that DMS's rules can't take: no rule works on a column with a special character in its name, and these three columns are
 * added to every table. `where` is `<table>` or `<table>.<column>`.
 * https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TableMapping.SelectionTransformation.Transformations.html
 */
export function checkDmsNames(tables: Tables): Problem[] {
  return Object.entries(tables).flatMap(([table, { columns }]) => [
    ...checkCharacters(table, table),
    ...Object.keys(columns).flatMap((column) => [
      ...checkCharacters(`${table}.${column}`, column),
      ...checkAdded(`${table}.${column}`, column),
    ]),
  ]);
}

function checkCharacters(where: string, name: string): Problem[] {
  if (name.trim() === "" || /^[A-Za-z0-9_$]+$/.test(name)) return [];
  const problem = "DMS's rules don't work on a name with special characters";
  return [{ where, problem, remedy: "rename it at the source, or list a view of it" }];
}

function checkAdded(where: string, name: string): Problem[] {
  const added = [OP_COLUMN, TIMESTAMP_COLUMN, SEQUENCE_COLUMN].find(
    (each) => each.toLowerCase() === name.toLowerCase(),
  );
  if (added === undefined) return [];
  return [{ where, problem: `DMS adds a column ${added} to every table`, remedy: "leave it out" }];
}
