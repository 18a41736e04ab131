import { BatchJobDefinition } from "@cdktf/provider-aws/lib/batch-job-definition/index.js";
import { Construct } from "constructs";
import { CONTAINER_EXIT } from "../../../functions/shared/exit-codes.ts";
import { HOUR } from "../../constructs/alarm.ts";
import type { ServiceRole } from "../../constructs/service-role.ts";
import { imageTag } from "../image-tag.ts";
import { type Container, repositoryUrl } from "../names.ts";
import type { MongodbToRedshift } from "../settings.ts";

interface JobDefinitionProps {
  readonly environment: MongodbToRedshift;
  readonly container: Container;
  readonly name: string;
  /** From the `toEnvironment` of its folder. DATABASE, COLLECTION and others are set for each job. */
  readonly variables: Readonly<Record<string, string>>;
  /** Variables that AWS Batch reads from Secrets Manager: `<ARN of the secret>:<key>::`. */
  readonly secrets?: Readonly<Record<string, string>>;
  readonly role: ServiceRole;
  readonly executionRole: ServiceRole;
  readonly logGroup: string;
}

/**
 * How a container runs: on Fargate, without a public address, tried again if Spot takes the machine away or it failed. What nobody has changed
 * since the last attempt is not tried again: drift, and wrong settings.
 */
export class JobDefinition extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: JobDefinitionProps) {
    super(scope, id);
    const { attempts, hours } = props.environment.jobs[props.container];
    this.arn = new BatchJobDefinition(this, "definition", {
      name: props.name,
      type: "container",
      platformCapabilities: ["FARGATE"],
      containerProperties: JSON.stringify(containerProperties(props)),
      retryStrategy: { attempts, evaluateOnExit: [...ENDS] },
      timeout: { attemptDurationSeconds: hours * HOUR },
      propagateTags: true,
      // An execution that is running has the revision with which it began.
      deregisterOnNewRevision: false,
      dependsOn: [props.role.granted, props.executionRole.granted],
    }).arn;
  }
}

/** Exit codes that end a job for good; everything else is tried again. https://docs.aws.amazon.com/batch/latest/userguide/job_retries.html */
const ENDS = [CONTAINER_EXIT.configuration, CONTAINER_EXIT.drift].map((code) => {
  return { onExitCode: String(code), action: "EXIT" };
});

/** https://docs.aws.amazon.com/batch/latest/APIReference/API_ContainerProperties.html */
function containerProperties(props: JobDefinitionProps): object {
  const { environment, container, variables, secrets = {}, role, executionRole, logGroup } = props;
  const { vcpus, memoryMb, diskGb } = environment.jobs[container];
  return {
    image: `${repositoryUrl(environment, container)}:${imageTag(container)}`,
    jobRoleArn: role.arn,
    executionRoleArn: executionRole.arn,
    resourceRequirements: [
      { type: "VCPU", value: String(vcpus) },
      { type: "MEMORY", value: String(memoryMb) },
    ],
    ephemeralStorage: { sizeInGiB: diskGb },
    environment: Object.entries(variables).map(([name, value]) => ({ name, value })),
    secrets: Object.entries(secrets).map(([name, valueFrom]) => ({ name, valueFrom })),
    networkConfiguration: { assignPublicIp: "DISABLED" },
    fargatePlatformConfiguration: { platformVersion: "1.4.0" },
    runtimePlatform: { cpuArchitecture: "X86_64", operatingSystemFamily: "LINUX" },
    logConfiguration: {
      logDriver: "awslogs",
      options: {
        "awslogs-group": logGroup,
        "awslogs-region": environment.region,
        "awslogs-stream-prefix": container,
      },
    },
  };
}
