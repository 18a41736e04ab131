import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import { CloudBackend, LocalBackend, NamedCloudWorkspace, S3Backend, type TerraformStack } from "cdktf";
import type { Environment } from "./environment.ts";
import { stateKey } from "./names.ts";

/** `use_lockfile`, which locks the state without a DynamoDB table, is stable since this one. */
const TERRAFORM_VERSION = ">= 1.11";

/** Sets what every stack has: Terraform's version, the backend of its state, the AWS provider and the default tags. */
export function configureStack(stack: TerraformStack, environment: Environment): void {
  stack.addOverride("terraform.required_version", TERRAFORM_VERSION);
  setBackend(stack, environment);
  new AwsProvider(stack, "aws", providerConfig(stack, environment, environment.region));
}

/** Adds a second AWS provider for another region. A resource with this provider is created in that region. */
export function providerIn(stack: TerraformStack, environment: Environment, region: string): AwsProvider {
  return new AwsProvider(stack, `aws-${region}`, { ...providerConfig(stack, environment, region), alias: region });
}

function setBackend(stack: TerraformStack, environment: Environment): void {
  const name = stack.node.id;
  if (environment.state === undefined) {
    // Relative to the stack's folder, so in the repository's root. CDKTF's default is an absolute path on the machine that synthesises.
    new LocalBackend(stack, { path: `../../../terraform.${name}.tfstate` });
    return;
  }
  if ("organization" in environment.state) {
    const workspaces = new NamedCloudWorkspace(`${environment.namePrefix}-${name}`);
    new CloudBackend(stack, { ...environment.state, workspaces });
    return;
  }
  new S3Backend(stack, { ...environment.state, key: stateKey(environment, name), encrypt: true });
  // CDKTF's type does not know this argument yet.
  stack.addOverride("terraform.backend.s3.use_lockfile", true);
}

function providerConfig(stack: TerraformStack, environment: Environment, region: string) {
  const tags = {
    ...environment.tags,
    project: "clearwell",
    environment: environment.environment,
    stack: stack.node.id,
  };
  return { region, allowedAccountIds: [environment.account], defaultTags: [{ tags }] };
}
