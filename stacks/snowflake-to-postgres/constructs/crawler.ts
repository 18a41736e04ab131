import { GlueCrawler } from "@cdktf/provider-aws/lib/glue-crawler/index.js";
import { S3Object } from "@cdktf/provider-aws/lib/s3-object/index.js";
import { Construct } from "constructs";
import type { ServiceRole } from "../../constructs/service-role.ts";
import { crawlerName, rawBucketName } from "../names.ts";
import type { SnowflakeToPostgres } from "../settings.ts";

interface CrawlerProps {
  readonly environment: SnowflakeToPostgres;
  /** What it looks at: `batch` or `stream`. Its tables' names begin with it. */
  readonly of: "batch" | "stream";
  readonly folder: string;
  readonly database: string;
  readonly classifiers: readonly string[];
  readonly role: ServiceRole;
}

/** So that the folder is there before the first export. It is not crawled. */
const PLACEHOLDER = "placeholder.txt";

/** Levels of a table's folder: bucket, `data`, `batch`, the table. */
const TABLE_LEVEL = 4;

/**
 * A crawler of the tables' folders. It has no schedule: the state machine starts it after an export. The tables that it makes are its own; those of
 * the contracts are beside them.
 * https://docs.aws.amazon.com/glue/latest/dg/crawler-configuration.html
 */
export class Crawler extends Construct {
  constructor(scope: Construct, id: string, props: CrawlerProps) {
    super(scope, id);
    const { environment, of, folder, database, classifiers, role } = props;
    const bucket = rawBucketName(environment);
    const placeholder = new S3Object(this, "placeholder", {
      bucket,
      key: `${folder}${PLACEHOLDER}`,
      content: "Tables are in the folders beside this file.\n",
      contentType: "text/plain",
      // No data, so whoever deploys needs no right on the key of rows.
      serverSideEncryption: "AES256",
    });
    new GlueCrawler(this, "crawler", {
      name: crawlerName(environment, of),
      role: role.arn,
      databaseName: database,
      tablePrefix: `${of}_`,
      classifiers: [...classifiers],
      s3Target: [{ path: `s3://${bucket}/${folder}`, exclusions: [PLACEHOLDER, `**/${PLACEHOLDER}`] }],
      ...recrawl(environment.recrawl),
      configuration: JSON.stringify({
        Version: 1,
        Grouping: { TableLevelConfiguration: TABLE_LEVEL },
        CrawlerOutput: { Partitions: { AddOrUpdateBehavior: "InheritFromTable" } },
      }),
      dependsOn: [role.granted, placeholder],
    });
  }
}

/**
 * AWS refuses that a crawler of new folders changes tables, so one setting decides both.
 * https://docs.aws.amazon.com/glue/latest/dg/incremental-crawls.html
 */
function recrawl(recrawled: SnowflakeToPostgres["recrawl"]) {
  return recrawled === "new-folders"
    ? {
        recrawlPolicy: { recrawlBehavior: "CRAWL_NEW_FOLDERS_ONLY" },
        schemaChangePolicy: { updateBehavior: "LOG", deleteBehavior: "LOG" },
      }
    : {
        recrawlPolicy: { recrawlBehavior: "CRAWL_EVERYTHING" },
        schemaChangePolicy: { updateBehavior: "UPDATE_IN_DATABASE", deleteBehavior: "DEPRECATE_IN_DATABASE" },
      };
}
