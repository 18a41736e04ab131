import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function/index.js";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../environment.ts";
import type { Statement } from "../policy.ts";
import { FunctionPackage } from "./function-package.ts";
import { networkInterfaceDenials, networkInterfaceRights } from "./network-interface-rights.ts";
import { ServiceRole } from "./service-role.ts";

export interface FunctionProps {
  readonly environment: Environment;
  /** Its folder in `functions/`. */
  readonly code: string;
  /** Name of the function and of its role. */
  readonly name: string;
  /** From the `toEnvironment` of its folder. */
  readonly variables: Record<string, string>;
  /** Its rights, without those to log and to be in a network. */
  readonly allow: readonly Omit<Statement, "Effect" | "Principal">[];
  /** Absent: it is in no VPC. */
  readonly network?: { readonly subnetIds: readonly string[]; readonly securityGroupIds: readonly string[] };
  readonly memoryMb: number;
  /** At most 900. */
  readonly timeoutSeconds: number;
  /** Whether each deploy is a version of its own, which others name. Absent: they invoke what was deployed last. */
  readonly publish?: true;
  /** What must be deployed before it. Default nothing. */
  readonly after?: readonly ITerraformDependable[];
}

/** Names and counts only, so no shorter time is needed. */
const LOG_DAYS = 90;

/** Adds a function with its code, its log and its role. */
export function addFunction(scope: Construct, props: FunctionProps): LambdaFunction {
  const { name, network, environment } = props;
  const code = new FunctionPackage(scope, "code", { functionName: props.code });
  const logGroup = new CloudwatchLogGroup(scope, "log", {
    // Otherwise Lambda would create it and keep its logs for ever.
    name: `/aws/lambda/${name}`,
    retentionInDays: LOG_DAYS,
  });
  const role = new ServiceRole(scope, "role", {
    name,
    service: "lambda.amazonaws.com",
    allow: [
      ...props.allow,
      { Sid: "Log", Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: [`${logGroup.arn}:*`] },
      ...(network === undefined ? [] : networkInterfaceRights(environment)),
    ],
    ...(network === undefined ? {} : { deny: networkInterfaceDenials(environment, name) }),
  });
  return new LambdaFunction(scope, "function", {
    functionName: name,
    role: role.arn,
    runtime: "nodejs24.x",
    architectures: ["arm64"],
    handler: "index.handler",
    filename: code.path,
    sourceCodeHash: code.hash,
    memorySize: props.memoryMb,
    timeout: props.timeoutSeconds,
    ...(props.publish === undefined ? {} : { publish: true }),
    environment: { variables: props.variables },
    ...(network === undefined
      ? {}
      : { vpcConfig: { subnetIds: [...network.subnetIds], securityGroupIds: [...network.securityGroupIds] } }),
    dependsOn: [role.granted, logGroup, ...(props.after ?? [])],
  });
}
