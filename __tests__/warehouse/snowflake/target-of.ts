import type { Contract } from "../../../contracts/contract.ts";
import type { Tables } from "../../../contracts/source.ts";
import { type SnowflakeSettings, snowflakeIn } from "../../../warehouse/snowflake/settings.ts";
import type { Lake, RowExport, Target } from "../../../warehouse/snowflake/target.ts";

type Contracts = Readonly<Record<string, Contract>>;

/** A lake with these tables of `practice`. */
export function lakeOf(tables: Tables): Lake {
  return {
    stack: "production-us-west-2-relational-to-snowflake",
    region: "us-west-2",
    bucket: "clearwell-changes-us-west-2-production",
    refresh: "dbt",
    access: {
      roleArn: "arn:aws:iam::111122223333:role/clearwell-production-us-west-2-relational-snowflake",
      externalId: "external-id-of-the-lake",
    },
    sources: { practice: tables },
  };
}

/** A stack that exports these tables of `market`. */
export function exportOf(tables: Tables): RowExport {
  return {
    stack: "production-us-west-2-snowflake-to-postgres-batch",
    region: "us-west-2",
    bucket: "insightflow-raw-bucket-production",
    access: {
      roleArn: "arn:aws:iam::111122223333:role/clearwell-production-us-west-2-postgres-unload",
      externalId: "external-id-of-the-export",
    },
    database: "market",
    tables,
  };
}

/** An environment with these collections of `legion`, which one stack replicates. */
export function targetOf(legion: Contracts, settings: SnowflakeSettings = {}, more: Partial<Target> = {}): Target {
  const stack = "production-us-west-2";
  return {
    environment: "production",
    snowflake: snowflakeIn({ environment: "production", snowflake: settings }),
    databases: { legion },
    stacks: [
      { name: stack, collections: Object.keys(legion).map((collection) => ({ database: "legion", collection })) },
    ],
    bucket: "legion-clean-analytics",
    access: {
      roleArn: "arn:aws:iam::111122223333:role/clearwell-production-us-west-2-snowflake",
      externalId: "external-id",
    },
    lakes: [],
    streams: [],
    exports: [],
    ...more,
  };
}
