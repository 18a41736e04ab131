import type { ExportEnvironment } from "../../functions/export/environment.ts";
import { snowflakeIn } from "../../warehouse/snowflake/settings.ts";
import { moduleId, rawBucketName } from "./names.ts";
import type { SnowflakeToPostgres } from "./settings.ts";

/** What the function that exports must know. */
export function exportSettings(environment: SnowflakeToPostgres): ExportEnvironment {
  const { database, warehouse, account = "" } = snowflakeIn(environment);
  const exporter = `${database}_EXPORTER`;
  return {
    stack: moduleId(environment, "batch"),
    bucket: rawBucketName(environment),
    account: environment.account,
    database: environment.database,
    snowflake: { account, user: exporter, role: exporter, warehouse, database },
    privateKeyArn: environment.export.privateKeyArn,
    partBytes: environment.export.partMb * 1024 ** 2,
  };
}
