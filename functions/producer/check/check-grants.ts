import type { ListedWatermarkTable } from "../../../contracts/watermark-tables-of.ts";
import { shownName } from "../../shared/shown-name.ts";
import { type CheckFinding, finding } from "./check-report.ts";
import type { Grants } from "./grants.ts";

/** What is granted, and not listed. What is listed and not granted is found table by table. */
export function checkGrants(
  database: string,
  tables: Readonly<Record<string, ListedWatermarkTable>>,
  { columns, others }: Grants,
): readonly CheckFinding[] {
  const unlisted = [...columns].flatMap(([table, names]) => {
    const listed = Object.hasOwn(tables, table) ? tables[table]?.columns : undefined;
    return [...names]
      .filter((name) => listed === undefined || !Object.hasOwn(listed, name))
      .map((name) => `${database}/${shownName(table)}.${shownName(name)}`);
  });
  return [
    ...others.map((each) => finding("GRANTS_DIFFER", database, `the user has ${shownName(each)}`)),
    ...unlisted.map((where) => finding("GRANTS_DIFFER", where, "granted, and not listed")),
  ];
}
