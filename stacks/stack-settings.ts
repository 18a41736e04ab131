import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import { LocalBackend, S3Backend, type TerraformStack } from "cdktf";
import type { Environment } from "./environment.ts";
import { stateKey } from "./names.ts";

/** `use_lockfile`, which locks the state without a DynamoDB table, is stable since this one. */
const TERRAFORM_VERSION = ">= 1.11";

/** What every stack has: Terraform's version, where its state is, the provider, and the tags on everything. */
export function furnish(stack: TerraformStack, environment: Environment): void {
  stack.addOverride("terraform.required_version", TERRAFORM_VERSION);
  keepState(stack, environment);
  new AwsProvider(stack, "aws", providerConfig(stack, environment, environment.region));
}

/** A second provider, in another region; resources that are given it are made there. */
export function providerIn(stack: TerraformStack, environment: Environment, region: string): AwsProvider {
  return new AwsProvider(stack, `aws-${region}`, { ...providerConfig(stack, environment, region), alias: region });
}

function keepState(stack: TerraformStack, environment: Environment): void {
  const name = stack.node.id;
  if (environment.state === undefined) {
    // The default is an absolute path of the machine that synthesised; this is the repository, seen from the stack's folder.
    new LocalBackend(stack, { path: `../../../terraform.${name}.tfstate` });
    return;
  }
  new S3Backend(stack, { ...environment.state, key: stateKey(name), encrypt: true });
  // CDKTF's own type is older than the argument.
  stack.addOverride("terraform.backend.s3.use_lockfile", true);
}

function providerConfig(stack: TerraformStack, environment: Environment, region: string) {
  const tags = { project: "clearwell", environment: environment.environment, stack: stack.node.id };
  return { region, allowedAccountIds: [environment.account], defaultTags: [{ tags }] };
}
