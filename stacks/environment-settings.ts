import type { Environment } from "./environment.ts";
import type { MongodbToRedshiftSettings } from "./mongodb-to-redshift/settings.ts";
import type { MongodbToSnowflakeSettings } from "./mongodb-to-snowflake/settings.ts";
import type { MysqlToSnowflakeSettings } from "./mysql-to-snowflake/settings.ts";
import type { NetworkSettings } from "./network/settings.ts";
import type { RelationalToSnowflakeSettings } from "./relational-to-snowflake/settings.ts";
import type { SnowflakeToPostgresSettings } from "./snowflake-to-postgres/settings.ts";

/** An environment in a region: a literal in `environments/`. A pipeline that it does not name has no stack. */
export interface EnvironmentSettings extends Environment, PipelineSettings {
  /** The network that pipelines share. Absent if none of them needs it. */
  readonly network?: NetworkSettings;
}

/** The pipelines that may run in an environment, with their settings there. Without an import of CDKTF, so that the compiler is fast. */
export interface PipelineSettings {
  readonly "mongodb-to-snowflake"?: MongodbToSnowflakeSettings;
  readonly "relational-to-snowflake"?: RelationalToSnowflakeSettings;
  readonly "mysql-to-snowflake"?: MysqlToSnowflakeSettings;
  readonly "mongodb-to-redshift"?: MongodbToRedshiftSettings;
  readonly "snowflake-to-postgres"?: SnowflakeToPostgresSettings;
}
