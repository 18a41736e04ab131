import type { Target } from "../../../warehouse/snowflake/target.ts";

/** After somebody has changed something by hand, of which the ledger does not know. */
export function applyAll({ stacks, environment }: Target): string {
  return `npm run -s ops -- warehouse apply ${stacks[0]?.name ?? environment} --all`;
}

/** The same of a view that dbt makes: dbt looks whether its views have their tags. */
export function runDbt({ environment }: Target): string {
  return `npm run -s ops -- warehouse run ${environment}`;
}
