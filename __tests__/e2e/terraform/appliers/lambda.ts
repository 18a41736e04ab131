import {
  AddPermissionCommand,
  type Architecture,
  CreateEventSourceMappingCommand,
  CreateFunctionCommand,
  type FunctionResponseType,
  PublishVersionCommand,
  PutFunctionConcurrencyCommand,
  PutFunctionEventInvokeConfigCommand,
  type Runtime,
  waitUntilFunctionActiveV2,
} from "@aws-sdk/client-lambda";
import type { Aws } from "../../aws.ts";
import type { Applier } from "../applier.ts";

interface Function {
  readonly function_name: string;
  readonly role: string;
  readonly runtime: Runtime;
  readonly architectures: readonly Architecture[];
  readonly handler: string;
  readonly filename: string;
  readonly source_code_hash: string;
  readonly memory_size: number;
  readonly timeout: number;
  readonly reserved_concurrent_executions?: number;
  readonly publish?: boolean;
  readonly vpc_config?: { readonly subnet_ids: readonly string[]; readonly security_group_ids: readonly string[] };
  readonly environment: { readonly variables: Readonly<Record<string, string>> };
}

/** Uses the zip that Terraform deploys. The emulator computes its hash, which must be the one in the JSON. */
export const lambdaFunction: Applier<Function> = async (args, { aws, readFile }) => {
  // A file of Lambda's own; the emulator names its own certificate in this variable.
  const { NODE_EXTRA_CA_CERTS: _amazons, ...variables } = args.environment.variables;
  const { FunctionArn = "", CodeSha256 } = await aws.lambda.send(
    new CreateFunctionCommand({
      // Every process here is on this machine, so a function in subnets reaches the same as all others.
      VpcConfig: args.vpc_config && {
        SubnetIds: [...args.vpc_config.subnet_ids],
        SecurityGroupIds: [...args.vpc_config.security_group_ids],
      },
      FunctionName: args.function_name,
      Role: args.role,
      Runtime: args.runtime,
      Architectures: [...args.architectures],
      Handler: args.handler,
      Code: { ZipFile: await readFile(args.filename) },
      MemorySize: args.memory_size,
      Timeout: args.timeout,
      Environment: { Variables: variables },
    }),
  );
  if (CodeSha256 !== args.source_code_hash) throw new Error(`${args.filename} does not match source_code_hash`);
  await waitUntilFunctionActiveV2({ client: aws.lambda, maxWaitTime: 30 }, { FunctionName: args.function_name });
  if (args.reserved_concurrent_executions !== undefined)
    await aws.lambda.send(
      new PutFunctionConcurrencyCommand({
        FunctionName: args.function_name,
        ReservedConcurrentExecutions: args.reserved_concurrent_executions,
      }),
    );
  const version = args.publish === true ? await publish(aws, args.function_name) : "$LATEST";
  return {
    ...{ id: args.function_name, function_name: args.function_name, arn: FunctionArn },
    qualified_arn: `${FunctionArn}:${version}`,
  };
};

async function publish({ lambda }: Aws, FunctionName: string): Promise<string> {
  const { Version = "" } = await lambda.send(new PublishVersionCommand({ FunctionName }));
  return Version;
}

interface EventInvokeConfig {
  readonly function_name: string;
  readonly maximum_retry_attempts: number;
  readonly maximum_event_age_in_seconds: number;
  readonly destination_config?: { readonly on_failure: { readonly destination: string } };
}

export const eventInvokeConfig: Applier<EventInvokeConfig> = async (args, { aws }) => {
  await aws.lambda.send(
    new PutFunctionEventInvokeConfigCommand({
      FunctionName: args.function_name,
      MaximumRetryAttempts: args.maximum_retry_attempts,
      MaximumEventAgeInSeconds: args.maximum_event_age_in_seconds,
      DestinationConfig: args.destination_config && {
        OnFailure: { Destination: args.destination_config.on_failure.destination },
      },
    }),
  );
  return { id: args.function_name };
};

interface Permission {
  readonly statement_id: string;
  readonly action: string;
  readonly function_name: string;
  readonly principal: string;
  readonly source_arn: string;
  readonly source_account: string;
}

export const permission: Applier<Permission> = async (args, { aws }) => {
  await aws.lambda.send(
    new AddPermissionCommand({
      StatementId: args.statement_id,
      Action: args.action,
      FunctionName: args.function_name,
      Principal: args.principal,
      SourceArn: args.source_arn,
      SourceAccount: args.source_account,
    }),
  );
  return { id: args.statement_id };
};

interface EventSourceMapping {
  readonly event_source_arn: string;
  readonly function_name: string;
  readonly batch_size: number;
  readonly function_response_types: readonly FunctionResponseType[];
  readonly scaling_config: { readonly maximum_concurrency: number };
}

export const eventSourceMapping: Applier<EventSourceMapping> = async (args, { aws }) => {
  const { UUID = "" } = await aws.lambda.send(
    new CreateEventSourceMappingCommand({
      EventSourceArn: args.event_source_arn,
      FunctionName: args.function_name,
      BatchSize: args.batch_size,
      FunctionResponseTypes: [...args.function_response_types],
      ScalingConfig: { MaximumConcurrency: args.scaling_config.maximum_concurrency },
    }),
  );
  return { id: UUID };
};
