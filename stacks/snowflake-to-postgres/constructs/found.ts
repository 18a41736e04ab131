import { DataAwsDbInstance } from "@cdktf/provider-aws/lib/data-aws-db-instance/index.js";
import { DataAwsDbInstances } from "@cdktf/provider-aws/lib/data-aws-db-instances/index.js";
import { DataAwsKmsAlias } from "@cdktf/provider-aws/lib/data-aws-kms-alias/index.js";
import { DataAwsResourcegroupstaggingapiResources } from "@cdktf/provider-aws/lib/data-aws-resourcegroupstaggingapi-resources/index.js";
import { Fn, type TerraformStack } from "cdktf";
import { instanceName, type Module, moduleId, rawKeyAlias } from "../names.ts";
import type { SnowflakeToPostgres } from "../settings.ts";

// What other modules have made and AWS has named. The data sources that answer a list come first: they let a plan that comes too early say what to
// deploy, where the others fail with an error of their own.

/** ARN of the key of the buckets. */
export function findRawKey(stack: TerraformStack, environment: SnowflakeToPostgres): string {
  if (environment.rawKeyArn !== undefined) return environment.rawKeyArn;
  const buckets = new DataAwsResourcegroupstaggingapiResources(stack, "buckets", {
    resourceTypeFilters: ["s3"],
    tagFilter: [{ key: "stack", values: [moduleId(environment, "buckets")] }],
    ...expect(environment, "buckets", "length(self.resource_tag_mapping_list) > 0", "buckets"),
  });
  return new DataAwsKmsAlias(stack, "raw-key", { name: rawKeyAlias(environment), dependsOn: [buckets] }).targetKeyArn;
}

/** PostgreSQL in RDS. */
export interface FoundInstance {
  readonly host: string;
  /** `db-…`, which is not its name: rights to log in are on it. */
  readonly resourceId: string;
  /** Secret with the administrator's password. */
  readonly adminSecretArn: string;
}

export function findInstance(stack: TerraformStack, environment: SnowflakeToPostgres): FoundInstance {
  const name = instanceName(environment);
  const { instanceIdentifiers } = new DataAwsDbInstances(stack, "instances", {
    filter: [{ name: "db-instance-id", values: [name] }],
    ...expect(environment, "postgres", "length(self.instance_identifiers) == 1", `PostgreSQL named ${name}`),
  });
  const found = new DataAwsDbInstance(stack, "instance", { dbInstanceIdentifier: Fn.element(instanceIdentifiers, 0) });
  return {
    host: found.address,
    resourceId: found.resourceId,
    adminSecretArn: found.masterUserSecret.get(0).secretArn,
  };
}

/** Makes the plan fail if something is not there. */
export function expect(environment: SnowflakeToPostgres, module: Module, condition: string, what: string) {
  const errorMessage = `Expected ${what}: deploy ${moduleId(environment, module)} first.`;
  return { lifecycle: { postcondition: [{ condition: `\${${condition}}`, errorMessage }] } };
}
