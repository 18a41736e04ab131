import { lakeIntegration, lakeStage } from "./names.ts";
import type { SqlFile } from "./sql-file.ts";
import { list, literal } from "./sql-text.ts";
import type { Lake, Target } from "./target.ts";

/** A stage over the folder of each relational source in its lake. dbt's external tables stand on it, and its check of new files reads it. */
export function lakeStages(target: Target): SqlFile {
  return {
    name: "041_lakes.sql",
    statements: target.lakes.flatMap((lake) =>
      Object.keys(lake.sources).flatMap((database) => {
        const stage = lakeStage(target, database);
        const location = `URL = ${literal(folderOf(lake, database))} STORAGE_INTEGRATION = ${lakeIntegration(target, lake.region)}`;
        return [
          `CREATE STAGE IF NOT EXISTS ${stage} ${location} FILE_FORMAT = (TYPE = PARQUET)`,
          `ALTER STAGE ${stage} SET ${location}`,
        ];
      }),
    ),
    makes: [],
  };
}

/** For the administrator: what lets Snowflake read each lake, and the statements that bring an older one up to date. */
export function lakeIntegrations(target: Target): string[] {
  return target.lakes.flatMap((lake) => {
    const { roleArn, externalId } = lake.access;
    const integration = lakeIntegration(target, lake.region);
    const role = `STORAGE_AWS_ROLE_ARN = ${literal(roleArn)} STORAGE_AWS_EXTERNAL_ID = ${literal(externalId)}`;
    const folders = Object.keys(lake.sources).map((database) => literal(folderOf(lake, database)));
    const allowed = `STORAGE_ALLOWED_LOCATIONS = (${list(folders)})`;
    return [
      [
        `CREATE STORAGE INTEGRATION IF NOT EXISTS ${integration} TYPE = EXTERNAL_STAGE STORAGE_PROVIDER = 'S3' ENABLED = TRUE`,
        role,
        allowed,
      ].join("\n"),
      `ALTER STORAGE INTEGRATION ${integration} SET\n${role}\n${allowed}`,
    ];
  });
}

/** `s3://clearwell-changes-us-west-2-production/practice/` */
function folderOf({ bucket }: Lake, database: string): string {
  return `s3://${bucket}/${database}/`;
}
