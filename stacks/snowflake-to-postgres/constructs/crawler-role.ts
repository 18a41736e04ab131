import type { Construct } from "constructs";
import { ServiceRole } from "../../constructs/service-role.ts";
import { bucketArn } from "../../names.ts";
import { BATCH, STREAM } from "../folders.ts";
import { catalogName, postgresName, ROLES, rawBucketName } from "../names.ts";
import type { SnowflakeToPostgres } from "../settings.ts";

/** Where all crawlers of an account log. */
const LOG = "/aws-glue/crawlers";

/**
 * Adds the role of the crawlers: they read the rows, to see what the columns are, and keep tables of one database of the catalog.
 * https://docs.aws.amazon.com/glue/latest/dg/crawler-prereqs.html
 */
export function addCrawlerRole(scope: Construct, environment: SnowflakeToPostgres, keyArn: string): ServiceRole {
  const { account, region } = environment;
  const bucket = bucketArn(rawBucketName(environment));
  const glue = `arn:aws:glue:${region}:${account}`;
  const catalog = catalogName(environment);
  return new ServiceRole(scope, "role", {
    name: postgresName(environment, ROLES.crawler),
    service: "glue.amazonaws.com",
    allow: [
      { Sid: "Read", Action: ["s3:GetObject"], Resource: [`${bucket}/${BATCH}*`, `${bucket}/${STREAM}*`] },
      {
        Sid: "List",
        Action: ["s3:ListBucket"],
        Resource: [bucket],
        Condition: { StringLike: { "s3:prefix": [`${BATCH}*`, `${STREAM}*`] } },
      },
      { Sid: "Locate", Action: ["s3:GetBucketLocation"], Resource: [bucket] },
      { Sid: "Key", Action: ["kms:Decrypt"], Resource: [keyArn] },
      {
        Sid: "Catalog",
        Action: [
          ...["glue:GetDatabase", "glue:GetTable", "glue:GetTables", "glue:CreateTable", "glue:UpdateTable"],
          ...["glue:GetPartition", "glue:GetPartitions", "glue:BatchGetPartition", "glue:BatchCreatePartition"],
          ...["glue:CreatePartition", "glue:UpdatePartition", "glue:BatchUpdatePartition"],
        ],
        Resource: [`${glue}:catalog`, `${glue}:database/${catalog}`, `${glue}:table/${catalog}/*`],
      },
      {
        Sid: "Log",
        Action: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: [`arn:aws:logs:${region}:${account}:log-group:${LOG}:*`],
      },
    ],
  });
}
