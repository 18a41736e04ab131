import type { ITerraformDependable, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { columnMappings } from "../../../contracts/column-mappings.ts";
import type { RelationalSource, Sources } from "../../../contracts/source.ts";
import { Replication } from "../../constructs/replication.ts";
import { addSourceEndpoint, addSourceRole } from "../../constructs/replication-source.ts";
import { ReplicationTarget } from "../../constructs/replication-target.ts";
import type { ServiceRole } from "../../constructs/service-role.ts";
import { taskSettings } from "../../constructs/task-settings.ts";
import { LAKE_FORMAT } from "../lake-format.ts";
import { databaseResourceName, idOf, instanceName, lakeBucketName, relationalName } from "../names.ts";
import type { DatabaseSettings, RelationalToSnowflake } from "../settings.ts";
import { schemaOf, sourceEngine } from "../source-engine.ts";
import { databasesOf, lobMaxKb, sourceOf, tablesOf } from "../tables.ts";

/** Part of the name of the role with which DMS writes. The bucket's policy also needs it, to name the role. */
export const TARGET_ROLE = "target";

interface ReplicationProps {
  readonly environment: RelationalToSnowflake;
  readonly sources: Sources;
  /** Reference to the bucket. */
  readonly bucket: string;
  readonly keyArn: string;
  readonly network: { readonly subnetIds: readonly string[]; readonly securityGroupIds: readonly string[] };
  readonly serviceRoles: ITerraformDependable[];
}

/** Adds DMS: an endpoint and a task for each database, and one target for all. */
export function addReplication(stack: TerraformStack, props: ReplicationProps): Replication {
  const { environment, keyArn } = props;
  const target = new ReplicationTarget(stack, "replication-target", {
    environment,
    endpointName: relationalName(environment, "lake"),
    roleName: relationalName(environment, TARGET_ROLE),
    bucketName: lakeBucketName(environment),
    bucket: props.bucket,
    format: LAKE_FORMAT,
    keyArn,
  });
  // One role for all databases, since a name with the database in it would often be too long.
  const role = addSourceRole(stack, "source-role", {
    environment,
    name: relationalName(environment, "source"),
    secrets: databasesOf(environment).map((database) => environment.databases[database] as DatabaseSettings),
  });
  return new Replication(stack, "replication", {
    environment,
    instanceName: instanceName(environment),
    subnetGroupName: relationalName(environment, "subnets"),
    logKeyAlias: relationalName(environment, "dms-log"),
    logDays: environment.retention.dmsLogDays,
    instance: environment.dms,
    network: props.network,
    tasks: databasesOf(environment).map((database) => taskOf(stack, database, role, props)),
    targetEndpointArn: target.endpointArn,
    keyArn,
    serviceRoles: props.serviceRoles,
  });
}

function taskOf(
  stack: TerraformStack,
  database: string,
  role: ServiceRole,
  { environment, sources, keyArn }: ReplicationProps,
) {
  // The checks have found both.
  const settings = environment.databases[database] as DatabaseSettings;
  const source = sourceOf(sources, database) as RelationalSource;
  const tables = tablesOf(environment, sources, database);
  const sourceEndpointArn = addSourceEndpoint(new Construct(stack, `${idOf(database)}-source`), {
    name: databaseResourceName(environment, database, "source"),
    role,
    secret: settings,
    engine: sourceEngine(source, database, settings),
    keyArn,
  });
  return {
    id: `${idOf(database)}-task`,
    name: databaseResourceName(environment, database, "task"),
    database,
    sourceEndpointArn,
    migrationType: settings.migration,
    tableMappings: columnMappings({ tables, database, schema: schemaOf(source, database, settings) }),
    settings: taskSettings({
      lobMaxKb: lobMaxKb(tables),
      commitRate: environment.dms.commitRate,
      // A row would be missing, or a cut text look whole, and nobody would be told.
      stopsOnErrors: true,
      // A new column is not listed. One that is listed later is read when the changed task starts again.
      addsColumns: false,
    }),
  };
}
