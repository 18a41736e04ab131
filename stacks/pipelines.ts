import type { PipelineSettings } from "./environment-settings.ts";
import { MONGODB_TO_REDSHIFT } from "./mongodb-to-redshift/pipeline.ts";
import { MONGODB_TO_SNOWFLAKE } from "./mongodb-to-snowflake/pipeline.ts";
import { MYSQL_TO_SNOWFLAKE } from "./mysql-to-snowflake/pipeline.ts";
import type { Pipeline } from "./pipeline.ts";
import { RELATIONAL_TO_SNOWFLAKE } from "./relational-to-snowflake/pipeline.ts";
import { SNOWFLAKE_TO_POSTGRES } from "./snowflake-to-postgres/pipeline.ts";

/** The pipelines. To add one: a folder, a line here, and one in `environment-settings.ts`. */
export const PIPELINES: { readonly [Name in keyof PipelineSettings]-?: Pipeline<NonNullable<PipelineSettings[Name]>> } =
  {
    "mongodb-to-snowflake": MONGODB_TO_SNOWFLAKE,
    "relational-to-snowflake": RELATIONAL_TO_SNOWFLAKE,
    "mysql-to-snowflake": MYSQL_TO_SNOWFLAKE,
    "mongodb-to-redshift": MONGODB_TO_REDSHIFT,
    "snowflake-to-postgres": SNOWFLAKE_TO_POSTGRES,
  };
