import { UserError } from "../../command/user-error.ts";
import { isSame } from "../../warehouse/snowflake/ledger.ts";
import type { Made, SqlFile } from "../../warehouse/snowflake/sql-file.ts";
import type { Target } from "../../warehouse/snowflake/target.ts";
import type { Warehouse } from "./connection.ts";
import type { Ledger } from "./ledger.ts";

/**
 * Rows that are there by one key, or in the order of one clock, would be there a second time by another.
 * @throws UserError if a table with rows has another key, time of change or zone than the contract
 */
export async function assertSameKeys(
  warehouse: Warehouse,
  { snowflake }: Target,
  files: readonly SqlFile[],
  { made }: Ledger,
): Promise<void> {
  const changed: { readonly table: Made; readonly before: string }[] = [];
  for (const table of files.flatMap(({ makes }) => makes).filter(({ kind }) => kind === "table")) {
    const before = made.find((each) => isSame(each, table))?.definition;
    if (before === undefined || table.definition === undefined || before === table.definition) continue;
    const [row] = await warehouse.query(`SELECT COUNT(*) AS found FROM ${table.name}`);
    if (Number(row?.FOUND) > 0) changed.push({ table, before });
  }
  if (changed.length === 0) return;
  throw new UserError(
    [
      "The rows of these tables have another key, time of change or zone than the contract, and would be there twice:",
      ...changed.map(({ table, before }) => `  ${table.name}: ${before}; now ${table.definition}`),
      "To begin anew: stop the stack, empty the tables, and apply again, which takes their rows out of the star, too.",
      `  USE ROLE ${snowflake.ownerRole};`,
      ...changed.map(({ table }) => `  DELETE FROM ${table.name};`),
      "Then start the stack, and let the source send all rows again: npm run -s ops -- backfill <stack> <table> --all --yes",
    ].join("\n"),
    1,
  );
}
