import type { Sources } from "../../contracts/source.ts";
import { relationalIn } from "../../warehouse/dbt-files/relational.ts";
import { snowflakeIn } from "../../warehouse/snowflake/settings.ts";
import type { Target } from "../../warehouse/snowflake/target.ts";

/** Name of the lake's bucket in the stand-in. */
export const LAKE_BUCKET = "clearwell-changes";

/** An environment with all relational sources and nothing else, whatever the user's own environments are. */
export function relationalTarget(sources: Sources): Target {
  return {
    environment: "production",
    snowflake: snowflakeIn({ environment: "production", snowflake: {} }),
    databases: {},
    stacks: [],
    bucket: "",
    streams: [],
    exports: [],
    lakes: [
      {
        stack: "production-us-west-2-relational-to-snowflake",
        region: "us-west-2",
        bucket: LAKE_BUCKET,
        refresh: "dbt",
        access: { roleArn: "arn:aws:iam::111122223333:role/clearwell-snowflake", externalId: "external-id" },
        sources: Object.fromEntries(relationalIn(sources).map(({ database, tables }) => [database, tables])),
      },
    ],
  };
}
