import { exportIntegration, exportStage, schemaOf, upstreamStage } from "../names.ts";
import type { SqlFile } from "../sql-file.ts";
import { list, literal } from "../sql-text.ts";
import type { RowExport, Target } from "../target.ts";

/** The schemas of sources that are exported. */
export function exportSchemas(target: Target): SqlFile {
  const names = [...new Set(target.exports.map(({ database }) => database))].flatMap((database) =>
    (["upstream", "export"] as const).map((schema) => schemaOf(target, schema, database)),
  );
  return {
    name: "013_export_schemas.sql",
    statements: names.map((name) => `CREATE SCHEMA IF NOT EXISTS ${name} WITH MANAGED ACCESS`),
    makes: [],
  };
}

/** For each stack a stage to which the exporter unloads, and one from which the owner loads upstream tables. */
export function exportStages(target: Target): SqlFile {
  return {
    name: "043_exports.sql",
    statements: target.exports.flatMap((each) => {
      const { database, region } = each;
      const integration = `STORAGE_INTEGRATION = ${exportIntegration(target, region)}`;
      const stages = [
        { stage: exportStage(target, database, region), url: partsFolder(each) },
        { stage: upstreamStage(target, database, region), url: upstreamFolder(each) },
      ];
      return stages.flatMap(({ stage, url }) => [
        `CREATE STAGE IF NOT EXISTS ${stage} URL = ${literal(url)} ${integration}`,
        `ALTER STAGE ${stage} SET URL = ${literal(url)} ${integration}`,
      ]);
    }),
    makes: [],
  };
}

/** For the administrator: what lets Snowflake write to each bucket, and the statements that bring an older one up to date. */
export function exportIntegrations(target: Target): string[] {
  return target.exports.flatMap((each) => {
    const integration = exportIntegration(target, each.region);
    const { roleArn, externalId } = each.access;
    const role = `STORAGE_AWS_ROLE_ARN = ${literal(roleArn)} STORAGE_AWS_EXTERNAL_ID = ${literal(externalId)}`;
    const folders = [partsFolder(each), upstreamFolder(each)].map(literal);
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

/** `s3://insightflow-raw-bucket-production/data/batch/` */
function partsFolder({ bucket }: RowExport): string {
  return `s3://${bucket}/data/batch/`;
}

/** `s3://insightflow-raw-bucket-production/upstream/market/` */
function upstreamFolder({ bucket, database }: RowExport): string {
  return `s3://${bucket}/upstream/${database}/`;
}
