import { createHash } from "node:crypto";
import { S3Object } from "@cdktf/provider-aws/lib/s3-object/index.js";
import type { TerraformStack } from "cdktf";
import type { Sources } from "../../contracts/source.ts";
import { addOutputs } from "../outputs.ts";
import { Bastion } from "./constructs/bastion.ts";
import { findInstance } from "./constructs/found.ts";
import { placeBastion } from "./constructs/groups.ts";
import { userData } from "./constructs/user-data.ts";
import { ASSETS } from "./folders.ts";
import { postgresName, rawBucketName } from "./names.ts";
import type { SnowflakeToPostgres } from "./settings.ts";
import { createTablesOf } from "./tables.ts";

/** The SQL that makes the tables, as an object of the raw bucket, and the machine that runs it when it starts. */
export function addBastion(stack: TerraformStack, environment: SnowflakeToPostgres, sources: Sources): void {
  const sql = createTablesOf(environment, sources);
  const sha256 = createHash("sha256").update(sql).digest("hex");
  // By its hash: a change is another object, which another machine fetches.
  const tables = new S3Object(stack, "create-tables", {
    bucket: rawBucketName(environment),
    key: `${ASSETS}create_tables-${sha256.slice(0, 16)}.sql`,
    content: sql,
    contentType: "application/sql",
    // No data, so whoever deploys and the bastion need no right on the key of rows.
    serverSideEncryption: "AES256",
  });
  const { host, adminSecretArn } = findInstance(stack, environment);
  new Bastion(stack, "bastion", {
    environment,
    placed: placeBastion(stack, environment),
    adminSecretArn,
    userData: userData({
      region: environment.region,
      bucket: rawBucketName(environment),
      // A reference, so that the object is there before the machine.
      tablesKey: tables.key,
      tablesSha256: sha256,
      secretArn: adminSecretArn,
      host,
      database: environment.postgres.database,
    }),
  });
  addOutputs(stack, { bastion_name: postgresName(environment, "bastion") });
}
