import { listedFields } from "./listed-fields.ts";
import type { Problem } from "./problem.ts";
import type { Tables } from "./source.ts";

/**
 * What can't be exported from Snowflake exactly: it writes a floating-point number to CSV with about 15 digits.
 * https://docs.snowflake.com/en/user-guide/data-unload-considerations
 */
export function checkExports(tables: Tables): Problem[] {
  return Object.entries(tables).flatMap(([table, { columns }]) =>
    listedFields(columns)
      .filter(({ type }) => type === "number")
      .map(({ path }) => ({
        where: [table, ...path].join("."),
        problem: "Snowflake exports a floating-point number with about 15 digits, so it would change",
        remedy: 'write its digits, such as "decimal(12,2)"',
      })),
  );
}
