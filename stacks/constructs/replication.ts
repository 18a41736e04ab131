import { DmsReplicationInstance } from "@cdktf/provider-aws/lib/dms-replication-instance/index.js";
import { DmsReplicationSubnetGroup } from "@cdktf/provider-aws/lib/dms-replication-subnet-group/index.js";
import { DmsReplicationTask } from "@cdktf/provider-aws/lib/dms-replication-task/index.js";
import { Fn, type ITerraformDependable, Token } from "cdktf";
import { Construct } from "constructs";
import type { AllowList } from "../../contracts/mask.ts";
import { tableMappings } from "../../contracts/table-mappings.ts";
import type { Environment } from "../environment.ts";
import type { TaskDimensions } from "../metrics.ts";
import { instanceName, resourceName, stackName } from "../names.ts";
import { addReplicationLog } from "./replication-log.ts";
import { taskSettings } from "./task-settings.ts";

interface ReplicationProps {
  readonly environment: Environment;
  readonly allowList: AllowList;
  readonly sourceEndpointArn: string;
  readonly targetEndpointArn: string;
  /** Key that encrypts the instance's disk. */
  readonly keyArn: string;
  /** For `dependsOn`: what must exist before DMS creates anything in the VPC. */
  readonly serviceRoles: ITerraformDependable[];
}

/** The replication instance and its task, which copies the collections of the allow-list: first in full, then each change. */
export class Replication extends Construct {
  readonly taskArn: string;
  readonly taskDimensions: TaskDimensions;

  constructor(scope: Construct, id: string, props: ReplicationProps) {
    super(scope, id);
    const { environment } = props;
    const instance = addInstance(this, props);
    const logGroup = addReplicationLog(this, environment);
    this.taskArn = new DmsReplicationTask(this, "task", {
      replicationTaskId: resourceName(environment, "task"),
      replicationInstanceArn: instance.replicationInstanceArn,
      sourceEndpointArn: props.sourceEndpointArn,
      targetEndpointArn: props.targetEndpointArn,
      migrationType: "full-load-and-cdc",
      tableMappings: JSON.stringify(tableMappings(props.allowList, environment.mongodb.database)),
      replicationTaskSettings: JSON.stringify(taskSettings(environment.dms)),
      // An operator starts it, after checking what the deploy created.
      startReplicationTask: false,
      dependsOn: [logGroup],
    }).replicationTaskArn;
    this.taskDimensions = {
      ReplicationInstanceIdentifier: instanceName(environment),
      ReplicationTaskIdentifier: lastPart(this.taskArn),
    };
  }
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
