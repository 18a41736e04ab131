import type { Problem } from "../../../contracts/problem.ts";
import { between, rule } from "../../checks/rule.ts";
import type { RelationalToSnowflake } from "../settings.ts";

/** S3 deletes files up to a day late, and a run of dbt may be as late. */
const MARGIN_DAYS = 3;

/** dbt reads a file of which `_cdc` has no row: superseded rows must not leave while the lake has their files. */
export function checkRetention({ retention: { lakeDays }, snowflake = {} }: RelationalToSnowflake): Problem[] {
  const { landingDays } = snowflake;
  return [
    ...between("retention.lakeDays", lakeDays, 3, 3650),
    ...rule(
      landingDays === undefined || landingDays >= lakeDays + MARGIN_DAYS,
      "retention.lakeDays",
      `the lake keeps files for ${lakeDays} days, and snowflake.landingDays is ${landingDays}: dbt would read them again`,
      `let landingDays be ${lakeDays + MARGIN_DAYS} or more, or lakeDays less`,
    ),
  ];
}
