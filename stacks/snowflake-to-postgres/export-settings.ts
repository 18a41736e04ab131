import type { ExportEnvironment } from "../../functions/export/environment.ts";
import { exporter, exportStage } from "../../warehouse/snowflake/names.ts";
import { snowflakeIn } from "../../warehouse/snowflake/settings.ts";
import { moduleId, rawBucketName } from "./names.ts";
import type { SnowflakeToPostgres } from "./settings.ts";

/** What the function that exports must know. */
export function exportSettings(environment: SnowflakeToPostgres): ExportEnvironment {
  const snowflake = snowflakeIn(environment);
  const { database, warehouse, account = "" } = snowflake;
  const user = exporter({ snowflake });
  return {
    stack: moduleId(environment, "batch"),
    bucket: rawBucketName(environment),
    account: environment.account,
    database: environment.database,
    snowflake: {
      account,
      user,
      role: user,
      warehouse,
      database,
      stage: exportStage({ snowflake }, environment.database, environment.region),
    },
    privateKeyArn: environment.export.privateKeyArn,
    partBytes: environment.export.partMb * 1024 ** 2,
  };
}
