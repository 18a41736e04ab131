import { DmsReplicationInstance } from "@cdktf/provider-aws/lib/dms-replication-instance/index.js";
import { DmsReplicationSubnetGroup } from "@cdktf/provider-aws/lib/dms-replication-subnet-group/index.js";
import { DmsReplicationTask } from "@cdktf/provider-aws/lib/dms-replication-task/index.js";
import { Fn, type ITerraformDependable, TerraformStack, Token } from "cdktf";
import { Construct } from "constructs";
import type { Environment } from "../environment.ts";
import type { TaskDimensions } from "../metrics.ts";
import { addReplicationLog } from "./replication-log.ts";

interface ReplicationProps {
  readonly environment: Pick<Environment, "account" | "region">;
  readonly instanceName: string;
  readonly subnetGroupName: string;
  /** Name of the alias of the log's key, without `alias/`. */
  readonly logKeyAlias: string;
  readonly logDays: number;
  readonly instance: InstanceSettings;
  readonly network: { readonly subnetIds: readonly string[]; readonly securityGroupIds: readonly string[] };
  /** Of every database. */
  readonly tasks: readonly TaskProps[];
  readonly targetEndpointArn: string;
  /** Key that encrypts the instance's disk. */
  readonly keyArn: string;
  /** For `dependsOn`: what must exist before DMS creates anything in the VPC. */
  readonly serviceRoles: ITerraformDependable[];
}

interface InstanceSettings {
  readonly instanceClass: string;
  readonly storageGb: number;
  readonly engineVersion: string;
}

interface TaskProps {
  /** Of the construct. */
  readonly id: string;
  readonly name: string;
  readonly database: string;
  readonly sourceEndpointArn: string;
  readonly migrationType: "full-load" | "cdc" | "full-load-and-cdc";
  readonly tableMappings: object;
  readonly settings: object;
}

/** A replication task: of one database. */
export interface ReplicationTask {
  readonly database: string;
  readonly arn: string;
  readonly dimensions: TaskDimensions;
}

/** The replication instance, its log, and a task for each database, which copies its listed collections or tables. */
export class Replication extends Construct {
  readonly tasks: readonly ReplicationTask[];

  constructor(scope: Construct, id: string, props: ReplicationProps) {
    super(scope, id);
    const { environment, instanceName } = props;
    const instance = addInstance(this, props);
    const logGroup = addReplicationLog(this, {
      environment,
      instanceName,
      keyAlias: props.logKeyAlias,
      days: props.logDays,
    });
    this.tasks = props.tasks.map(({ id: taskId, name, database, sourceEndpointArn, migrationType, ...task }) => {
      const { replicationTaskArn: arn } = new DmsReplicationTask(this, taskId, {
        replicationTaskId: name,
        replicationInstanceArn: instance.replicationInstanceArn,
        sourceEndpointArn,
        targetEndpointArn: props.targetEndpointArn,
        migrationType,
        tableMappings: JSON.stringify(task.tableMappings),
        replicationTaskSettings: JSON.stringify(task.settings),
        // An operator starts it, after checking what the deploy created.
        startReplicationTask: false,
        dependsOn: [logGroup],
      });
      return { database, arn, dimensions: dimensions(instanceName, arn) };
    });
  }
}

function dimensions(instanceName: string, taskArn: string): TaskDimensions {
  return {
    ReplicationInstanceIdentifier: instanceName,
    ReplicationTaskIdentifier: lastPart(taskArn),
  };
}

/** `arn:aws:dms:<region>:<account>:task:<id>` */
function lastPart(taskArn: string): string {
  return Token.asString(Fn.element(Fn.split(":", taskArn), 6));
}

function addInstance(scope: Construct, props: ReplicationProps) {
  const { instance, keyArn, network, serviceRoles } = props;
  const subnets = new DmsReplicationSubnetGroup(scope, "subnets", {
    replicationSubnetGroupId: props.subnetGroupName,
    replicationSubnetGroupDescription: `clearwell ${TerraformStack.of(scope).node.id}`,
    subnetIds: [...network.subnetIds],
    dependsOn: serviceRoles,
  });
  return new DmsReplicationInstance(scope, "instance", {
    replicationInstanceId: props.instanceName,
    replicationInstanceClass: instance.instanceClass,
    allocatedStorage: instance.storageGb,
    engineVersion: instance.engineVersion,
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
