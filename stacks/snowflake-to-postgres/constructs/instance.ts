import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { DbInstance } from "@cdktf/provider-aws/lib/db-instance/index.js";
import { DbParameterGroup } from "@cdktf/provider-aws/lib/db-parameter-group/index.js";
import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group/index.js";
import { Construct } from "constructs";
import { instanceName } from "../names.ts";
import type { SnowflakeToPostgres } from "../settings.ts";
import { type Placed, PORT } from "./groups.ts";

interface InstanceProps {
  readonly environment: SnowflakeToPostgres;
  readonly keyArn: string;
  readonly placed: Placed;
}

/** The administrator, whose password is in Secrets Manager. The bastion makes the tables and the other users with it. */
const ADMIN = "clearwell_admin";

/**
 * PostgreSQL in RDS: a copy of what is in the raw bucket. Private, encrypted, with TLS and IAM's tokens, and a password that RDS makes and rotates.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_PostgreSQL.html
 */
export class Instance extends Construct {
  constructor(scope: Construct, id: string, { environment, keyArn, placed }: InstanceProps) {
    super(scope, id);
    const { postgres, protectData, retention } = environment;
    const name = instanceName(environment);
    const log = new CloudwatchLogGroup(this, "log", {
      name: `/aws/rds/instance/${name}/postgresql`,
      retentionInDays: retention.logDays,
    });
    new DbInstance(this, "instance", {
      identifier: name,
      engine: "postgres",
      engineVersion: postgres.version,
      instanceClass: postgres.instanceClass,
      ...storage(environment, keyArn),
      dbName: postgres.database,
      port: PORT,
      username: ADMIN,
      manageMasterUserPassword: true,
      iamDatabaseAuthenticationEnabled: true,
      publiclyAccessible: false,
      multiAz: postgres.multiAz,
      dbSubnetGroupName: new DbSubnetGroup(this, "subnets", {
        name,
        description: name,
        subnetIds: placed.network.subnetIds("private"),
      }).name,
      vpcSecurityGroupIds: [placed.groupId],
      parameterGroupName: addParameters(this, name, postgres.version).name,
      enabledCloudwatchLogsExports: ["postgresql"],
      backupRetentionPeriod: postgres.snapshotDays,
      copyTagsToSnapshot: true,
      autoMinorVersionUpgrade: true,
      applyImmediately: true,
      deletionProtection: protectData,
      // An instance with protected data is not destroyed; without protection nobody wants its snapshot.
      skipFinalSnapshot: !protectData,
      ...(protectData ? { finalSnapshotIdentifier: `${name}-final` } : {}),
      // Otherwise RDS would create it and keep it for ever.
      dependsOn: [log],
    });
  }
}

/** The disk grows by itself, so a plan must not shrink it again: Terraform leaves it, because a maximum is set. */
function storage({ postgres }: SnowflakeToPostgres, kmsKeyId: string) {
  return {
    storageType: "gp3",
    allocatedStorage: postgres.storageGb,
    maxAllocatedStorage: postgres.maxStorageGb,
    storageEncrypted: true,
    kmsKeyId,
  };
}

/**
 * Connections without TLS are refused. No value gets into the log: an error's message quotes the value that is no number, and its statement,
 * detail and context quote rows. So errors of statements are not logged; who runs one is told, and the sync logs its own codes.
 * https://www.postgresql.org/docs/17/runtime-config-logging.html
 */
function addParameters(scope: Construct, name: string, version: string): DbParameterGroup {
  return new DbParameterGroup(scope, "parameters", {
    name,
    family: `postgres${version}`,
    description: name,
    parameter: [
      { name: "log_error_verbosity", value: "terse" },
      { name: "log_min_error_statement", value: "panic" },
      { name: "log_min_messages", value: "fatal" },
      { name: "rds.force_ssl", value: "1" },
    ],
  });
}
