import { pii } from "../../../contracts/field.ts";
import type { AllowList } from "../../../contracts/mask.ts";
import type { MongodbToSnowflake } from "../../../stacks/mongodb-to-snowflake/settings.ts";
import { PRIMARY, SECOND } from "../../stacks/fixtures.ts";
import { operate } from "../operator.ts";
import type { FakeWarehouse } from "./fake-warehouse.ts";

export const NO_AWS = "http://127.0.0.1:9";

/** A personal and a plain field, and one array of objects. */
export const CONTRACTS: AllowList = {
  tickets: { state: true, email: pii("email"), array_notes: { text: true } },
  invoices: { total: "decimal(12,2)" },
};

const SNOWFLAKE = {
  account: "acme-analytics",
  shares: { PARTNER: { accounts: ["ACME.PARTNER"], views: ["legion/invoices"] } },
};

/** Two stacks of one environment, whose Snowflake account is set. */
export const ENVIRONMENTS: readonly MongodbToSnowflake[] = [
  { ...PRIMARY, snowflake: SNOWFLAKE },
  { ...SECOND, snowflake: SNOWFLAKE },
];

/** `npm run -s ops -- warehouse …` with a Snowflake that records. */
export function operateWarehouse(
  warehouse: FakeWarehouse,
  args: readonly string[],
  {
    allowList = CONTRACTS,
    environments = ENVIRONMENTS,
    aws = NO_AWS,
  }: { allowList?: AllowList; environments?: readonly MongodbToSnowflake[]; aws?: string } = {},
) {
  return operate(["warehouse", ...args], aws, { environments, allowList, snowflake: warehouse.connect });
}
