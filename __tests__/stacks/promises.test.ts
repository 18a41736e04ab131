import { expect } from "chai";
import { EXPECTED_FIELDS_FOR_ANALYTICS } from "../../contracts/index.ts";
import { ENVIRONMENTS } from "../../environments/environments.ts";
import { mongodbToSnowflakeIn } from "../../stacks/mongodb-to-snowflake/deployments.ts";
import { isPrimary } from "../../stacks/mongodb-to-snowflake/primary.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { stackName } from "../../stacks/names.ts";
import { ofBucket, once, only, type Resource, resources, statements, synthShipped } from "./synth.ts";

const CLEAN = "legion-clean-analytics";

const SHIPPED: readonly MongodbToSnowflake[] = mongodbToSnowflakeIn(ENVIRONMENTS);

/** Tests over the shipped environments and contracts. They hold whatever environments and collections are added, changed or removed. */
describe("in every stack", () => {
  const stacks = once(() => synthShipped());
  const deployed = once(() => [...stacks()].filter(([name]) => isDeployed(name)));
  const buckets = once(() =>
    [...stacks().values()].flatMap((stack) =>
      resources(stack, "aws_s3_bucket").map(({ bucket }) => ({ stack, bucket: String(bucket) })),
    ),
  );

  it("there is a bucket to check", () => {
    expect(buckets()).to.have.length.above(0);
  });

  it("production is protected", () => {
    for (const { environment, protectData } of SHIPPED)
      expect(protectData || environment !== "production").to.equal(true);
  });

  it("every bucket is encrypted, and has no ACLs", () => {
    for (const { stack, bucket } of buckets()) {
      expect(single(ofBucket(stack, "aws_s3_bucket_server_side_encryption_configuration", bucket), bucket))
        .to.have.nested.property("rule[0].apply_server_side_encryption_by_default.sse_algorithm")
        .that.is.oneOf(["aws:kms", "AES256"]);
      expect(single(ofBucket(stack, "aws_s3_bucket_ownership_controls", bucket), bucket)).to.have.nested.property(
        "rule.object_ownership",
        "BucketOwnerEnforced",
      );
    }
  });

  it("every bucket blocks customer-provided keys, as S3 does by default: if it is not set, every plan has a change", () => {
    for (const { stack, bucket } of buckets()) {
      expect(single(ofBucket(stack, "aws_s3_bucket_server_side_encryption_configuration", bucket), bucket))
        .to.have.nested.property("rule[0].blocked_encryption_types")
        .that.deep.equals(["SSE-C"]);
    }
  });

  it("every setting of a bucket is in the same stack as the bucket", () => {
    for (const [name, stack] of stacks()) {
      const types = Object.keys(stack.resource ?? {}).filter((type) => type.startsWith("aws_s3_bucket_"));
      const named = resources(stack, "aws_s3_bucket").map(({ bucket }) => String(bucket));
      for (const type of types) {
        const owned = named.flatMap((bucket) => ofBucket(stack, type, bucket));
        expect(owned.length, `${name} ${type}`).to.equal(resources(stack, type).length);
      }
    }
  });

  it("every function runs on arm64, and has a destination for failures", () => {
    for (const [, stack] of deployed()) {
      const lambdas = resources(stack, "aws_lambda_function");
      expect(lambdas).to.have.length.above(0);
      for (const lambda of lambdas) expect(lambda.architectures).to.deep.equal(["arm64"]);
      const destinations = resources(stack, "aws_lambda_function_event_invoke_config");
      expect(destinations).to.have.length(lambdas.length);
      for (const it of destinations) expect(it).to.have.nested.property("destination_config.on_failure.destination");
    }
  });

  it("every function has a log group, and every log group has a retention", () => {
    for (const [name, stack] of deployed()) {
      const groups = resources(stack, "aws_cloudwatch_log_group");
      const lambdas = resources(stack, "aws_lambda_function").map((it) => `/aws/lambda/${String(it.function_name)}`);
      expect(groups.map((group) => group.name)).to.include.members(lambdas);
      for (const group of groups) expect(group.retention_in_days, name).to.be.above(0);
    }
  });

  it("[C-031, C-033] every listed collection is replicated, and no other", () => {
    for (const [name, stack] of deployed()) {
      const { rules } = JSON.parse(String(only(stack, "aws_dms_replication_task").table_mappings)) as Mappings;
      expect(
        rules.map((rule) => rule["object-locator"]["table-name"]),
        name,
      ).to.deep.equal(Object.keys(EXPECTED_FIELDS_FOR_ANALYTICS));
    }
  });

  it("[C-040] a deploy does not start a task", () => {
    for (const [, stack] of deployed()) {
      expect(only(stack, "aws_dms_replication_task").start_replication_task).to.equal(false);
    }
  });

  it("[T-15] DMS writes to a bucket of the stack's own region", () => {
    for (const [name, stack] of deployed()) {
      const target = only(stack, "aws_dms_s3_endpoint");
      const [id] =
        Object.entries(stack.resource?.aws_s3_bucket ?? {}).find(([, it]) => it.provider === undefined) ?? [];
      expect(target.bucket_name, name).to.equal(`\${aws_s3_bucket.${id}.id}`);
      expect(target, name).not.to.have.property("provider");
    }
  });

  it("[C-044, T-06, T-07] the CLEAN prefix is the same for the cleaner, its rights, the expiration and the notification of Snowpipe", () => {
    const owner = SHIPPED.find(isPrimary);
    const shared = JSON.stringify(owner && stacks().get(stackName(owner))?.resource);
    for (const [name, stack] of deployed()) {
      const days = SHIPPED.find((it) => stackName(it) === name)?.retention.cleanDays;
      const prefix = `${name}/clean/`;
      const lambda = only(stack, "aws_lambda_function");
      expect(lambda).to.have.nested.property("environment.variables.CLEAN_PREFIX", prefix);
      const written = resources(stack, "aws_iam_role_policy")
        .flatMap(({ policy }) => statements(policy))
        .filter(({ Action }) => Action.includes("s3:AbortMultipartUpload"))
        .flatMap(({ Resource = [] }) => Resource)
        .filter((arn) => arn.includes(CLEAN));
      expect(written).to.deep.equal([`arn:aws:s3:::${CLEAN}/${prefix}*`]);
      expect(shared).to.include(`"expiration":[{"days":${days}}],"filter":[{"prefix":"${prefix}"}]`);
      if (owner?.snowpipeSqsArn !== undefined) expect(shared).to.include(`"filter_prefix":"${prefix}"`);
    }
  });

  it("[C-047] only the primary has settings of the CLEAN bucket; other stacks only use its name", () => {
    for (const [name, stack] of stacks()) {
      if (SHIPPED.some((it) => isPrimary(it) && stackName(it) === name)) continue;
      const naming = Object.entries(stack.resource ?? {})
        .filter(([, found]) => JSON.stringify(found).includes(CLEAN))
        .map(([type]) => type);
      expect(naming, name).to.deep.equal(isDeployed(name) ? ["aws_iam_role_policy", "aws_lambda_function"] : []);
    }
  });

  it("[C-051] there is no pipeline if DMS is off", () => {
    const names = SHIPPED.map(stackName);
    for (const [name, { resource = {} }] of [...stacks()].filter(([each]) => names.includes(each))) {
      const made = Object.keys(resource).filter((type) => /^aws_(dms|lambda|sfn|sqs|kms)_/.test(type));
      if (!isDeployed(name)) expect(made, name).to.deep.equal([]);
    }
  });
});

interface Mappings {
  readonly rules: readonly { readonly "object-locator": { readonly "table-name": string } }[];
}

function isDeployed(name: string): boolean {
  return SHIPPED.some((environment) => environment.deployDms && stackName(environment) === name);
}

function single(found: readonly Resource[], bucket: string): Resource {
  expect(found, bucket).to.have.length(1);
  return found[0] ?? {};
}
