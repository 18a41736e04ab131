import { DmsReplicationInstance } from "@cdktf/provider-aws/lib/dms-replication-instance/index.js";
import { DmsReplicationSubnetGroup } from "@cdktf/provider-aws/lib/dms-replication-subnet-group/index.js";
import { DmsReplicationTask } from "@cdktf/provider-aws/lib/dms-replication-task/index.js";
import { Fn, type ITerraformDependable, Token } from "cdktf";
import { Construct } from "constructs";
import type { Sources } from "../../../contracts/source.ts";
import { tableMappings } from "../../../contracts/table-mappings.ts";
import type { TaskDimensions } from "../../metrics.ts";
import { resourceName, stackName } from "../../names.ts";
import { allowListOf } from "../collections.ts";
import { databaseResourceName, inDatabase, instanceName } from "../names.ts";
import type { MongodbToSnowflake } from "../settings.ts";
import { addReplicationLog } from "./replication-log.ts";
import { taskSettings } from "./task-settings.ts";

interface ReplicationProps {
  readonly environment: MongodbToSnowflake;
  readonly sources: Sources;
  /** Of every database. */
  readonly sourceEndpoints: readonly { readonly database: string; readonly arn: string }[];
  readonly targetEndpointArn: string;
  /** Key that encrypts the instance's disk. */
  readonly keyArn: string;
  /** For `dependsOn`: what must exist before DMS creates anything in the VPC. */
  readonly serviceRoles: ITerraformDependable[];
}

/** A replication task: of one database. */
export interface ReplicationTask {
  readonly database: string;
  readonly arn: string;
  readonly dimensions: TaskDimensions;
}

/** The replication instance, and a task for each database, which copies its listed collections: first in full, then each change. */
export class Replication extends Construct {
  readonly tasks: readonly ReplicationTask[];

  constructor(scope: Construct, id: string, props: ReplicationProps) {
    super(scope, id);
    const { environment, sourceEndpoints } = props;
    const instance = addInstance(this, props);
    const logGroup = addReplicationLog(this, environment);
    this.tasks = sourceEndpoints.map(({ database, arn: sourceEndpointArn }) => {
      const { replicationTaskArn: arn } = new DmsReplicationTask(this, inDatabase(environment, database, "task"), {
        replicationTaskId: databaseResourceName(environment, database, "task"),
        replicationInstanceArn: instance.replicationInstanceArn,
        sourceEndpointArn,
        targetEndpointArn: props.targetEndpointArn,
        migrationType: "full-load-and-cdc",
        tableMappings: JSON.stringify(tableMappings(allowListOf(environment, props.sources, database), database)),
        replicationTaskSettings: JSON.stringify(taskSettings(environment.dms)),
        // An operator starts it, after checking what the deploy created.
        startReplicationTask: false,
        dependsOn: [logGroup],
      });
      return { database, arn, dimensions: dimensions(environment, arn) };
    });
  }
}

function dimensions(environment: MongodbToSnowflake, taskArn: string): TaskDimensions {
  return {
    ReplicationInstanceIdentifier: instanceName(environment),
    ReplicationTaskIdentifier: lastPart(taskArn),
  };
}

/** `arn:aws:dms:<region>:<account>:task:<id>` */
function lastPart(taskArn: string): string {
  return Token.asString(Fn.element(Fn.split(":", taskArn), 6));
}

function addInstance(scope: Construct, { environment, keyArn, serviceRoles }: ReplicationProps) {
  const { dms, network } = environment;
  const subnets = new DmsReplicationSubnetGroup(scope, "subnets", {
    replicationSubnetGroupId: resourceName(environment, "subnets"),
    replicationSubnetGroupDescription: `clearwell ${stackName(environment)}`,
    subnetIds: [...network.subnetIds],
    dependsOn: serviceRoles,
  });
  return new DmsReplicationInstance(scope, "instance", {
    replicationInstanceId: instanceName(environment),
    replicationInstanceClass: dms.instanceClass,
    allocatedStorage: dms.storageGb,
    engineVersion: dms.engineVersion,
    // Otherwise a new class would wait for the maintenance window, while plans show no change.
    applyImmediately: true,
    autoMinorVersionUpgrade: false,
    // Without it DMS refuses an upgrade from 3.5 to 3.6. It does not start an upgrade.
    allowMajorVersionUpgrade: true,
    publiclyAccessible: false,
    kmsKeyArn: keyArn,
    replicationSubnetGroupId: subnets.id,
    vpcSecurityGroupIds: [...network.securityGroupIds],
    dependsOn: serviceRoles,
  });
}
