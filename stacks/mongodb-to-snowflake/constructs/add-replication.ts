import type { ITerraformDependable, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import type { Sources } from "../../../contracts/source.ts";
import { tableMappings } from "../../../contracts/table-mappings.ts";
import { Replication } from "../../constructs/replication.ts";
import { addSourceEndpoint, addSourceRole } from "../../constructs/replication-source.ts";
import { ReplicationTarget, TARGET_ROLE } from "../../constructs/replication-target.ts";
import { taskSettings } from "../../constructs/task-settings.ts";
import { resourceName } from "../../names.ts";
import { allowListOf, databasesOf } from "../collections.ts";
import { mongodbEngine } from "../mongodb-engine.ts";
import { databaseResourceName, inDatabase, instanceName, rawBucketName } from "../names.ts";
import { rawFormat } from "../raw-format.ts";
import type { DatabaseSettings, MongodbToSnowflake } from "../settings.ts";

interface ReplicationProps {
  readonly environment: MongodbToSnowflake;
  readonly sources: Sources;
  /** Reference to the RAW bucket. */
  readonly bucket: string;
  readonly keyArn: string;
  readonly serviceRoles: ITerraformDependable[];
}

/** Adds DMS: an endpoint and a task for each database, which copies its listed collections first in full, then each change. */
export function addReplication(stack: TerraformStack, props: ReplicationProps): Replication {
  const { environment, sources, bucket, keyArn } = props;
  const endpoints = databasesOf(environment).map((database) => {
    const settings = environment.databases[database] as DatabaseSettings;
    const scope = new Construct(stack, inDatabase(environment, database, "replication-source"));
    const role = addSourceRole(scope, "role", {
      environment,
      name: databaseResourceName(environment, database, "dms-source"),
      secrets: [settings],
    });
    const sourceEndpointArn = addSourceEndpoint(scope, {
      name: databaseResourceName(environment, database, "mongodb"),
      role,
      secret: settings,
      engine: mongodbEngine(database, settings),
      keyArn,
    });
    return { database, sourceEndpointArn };
  });
  const target = new ReplicationTarget(stack, "replication-target", {
    environment,
    endpointName: resourceName(environment, "raw"),
    roleName: resourceName(environment, TARGET_ROLE),
    bucketName: rawBucketName(environment),
    bucket,
    folder: environment.rawFolder,
    format: rawFormat(environment),
    keyArn,
  });
  return new Replication(stack, "replication", {
    environment,
    instanceName: instanceName(environment),
    subnetGroupName: resourceName(environment, "subnets"),
    logKeyAlias: resourceName(environment, "dms-log"),
    logDays: environment.retention.dmsLogDays,
    instance: environment.dms,
    network: environment.network,
    tasks: endpoints.map(({ database, sourceEndpointArn }) => ({
      id: inDatabase(environment, database, "task"),
      name: databaseResourceName(environment, database, "task"),
      database,
      sourceEndpointArn,
      migrationType: "full-load-and-cdc",
      tableMappings: tableMappings(allowListOf(environment, sources, database), database),
      // The cleaner finds a truncated cell that is JSON, and drops a new column that is not listed.
      settings: taskSettings({ ...environment.dms, stopsOnErrors: false, addsColumns: true }),
    })),
    targetEndpointArn: target.endpointArn,
    keyArn,
    serviceRoles: props.serviceRoles,
  });
}
