import { expect } from "chai";
import { ofBucket, once, only, type Resource, resources, statements } from "../synth.ts";
import { production, WITH_OPTIONS } from "./fixtures.ts";
import { synth } from "./synth.ts";

const LAKE = "clearwell-documents-us-west-2-production";
const LOGS = `${LAKE}-logs`;
const NAME = "clearwell-production-us-west-2-redshift";
const ROLE = `arn:aws:iam::111122223333:role/${NAME}`;

describe("The bucket of mongodb-to-redshift", () => {
  const stack = once(() => synth());
  const of = (type: string, bucket: string) => {
    const [found, ...others] = ofBucket(stack(), type, bucket);
    if (found === undefined || others.length > 0) throw new Error(`${others.length + 1} of ${type}`);
    return found;
  };

  it("[R-10, R-11] is versioned, encrypted by a key of its own, and takes TLS only", () => {
    expect(of("aws_s3_bucket_versioning", LAKE)).to.have.deep.nested.property(
      "versioning_configuration.status",
      "Enabled",
    );
    expect(of("aws_s3_bucket_server_side_encryption_configuration", LAKE))
      .to.have.nested.property("rule[0].apply_server_side_encryption_by_default.kms_master_key_id")
      .that.matches(/^\$\{aws_kms_key\.key\.arn\}$/);
    for (const bucket of [LAKE, LOGS])
      expect(statements(of("aws_s3_bucket_policy", bucket).policy)[0]).to.deep.include({
        Effect: "Deny",
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      });
  });

  it("uses a given key instead", () => {
    const given = synth(production(WITH_OPTIONS));
    expect(given.resource).not.to.have.property("aws_kms_key");
    expect(JSON.stringify(given.resource?.aws_redshift_cluster)).to.include(WITH_OPTIONS.lakeKeyArn);
  });

  it("lets only the jobs and COPY read rows, and loses no raw file, nor an old version too early", () => {
    const [, deny] = statements(of("aws_s3_bucket_policy", LAKE).policy);
    expect(deny).to.deep.include({
      Effect: "Deny",
      Action: ["s3:GetObject*"],
      Resource: [`arn:aws:s3:::${LAKE}/*.parquet`],
      Condition: {
        ArnNotEquals: { "aws:PrincipalArn": ["extract", "process", "copy"].map((part) => `${ROLE}-${part}`) },
      },
    });
    const rules = of("aws_s3_bucket_lifecycle_configuration", LAKE).rule as Resource[];
    const expiring = rules.filter(({ expiration }) => expiration !== undefined);
    expect(expiring.map(({ filter, expiration }) => ({ filter, expiration }))).to.deep.equal([
      { filter: [{ prefix: "staged/" }], expiration: [{ days: 7 }] },
    ]);
    expect(rules.find(({ id }) => id === "expire-old-versions")?.noncurrent_version_expiration).to.deep.equal([
      { noncurrent_days: 30 },
    ]);
  });

  it("[R-12] logs each request into a bucket of its own, with S3's key and an end, which is not logged itself", () => {
    expect(
      resources(stack(), "aws_s3_bucket_logging").map((it) => [it.bucket, it.target_bucket, it.target_prefix]),
    ).to.deep.equal([
      [of("aws_s3_bucket_versioning", LAKE).bucket, of("aws_s3_bucket_policy", LOGS).bucket, "access/"],
    ]);
    expect(ofBucket(stack(), "aws_s3_bucket_versioning", LOGS)).to.deep.equal([]);
    expect(of("aws_s3_bucket_server_side_encryption_configuration", LOGS)).to.have.nested.property(
      "rule[0].apply_server_side_encryption_by_default.sse_algorithm",
      "AES256",
    );
    expect(of("aws_s3_bucket_lifecycle_configuration", LOGS)).to.have.deep.nested.property("rule[0].expiration", [
      { days: 400 },
    ]);
    expect(statements(of("aws_s3_bucket_policy", LOGS).policy).find(({ Sid }) => Sid === "AccessLog")).to.deep.include({
      Principal: { Service: "logging.s3.amazonaws.com" },
      Resource: [`arn:aws:s3:::${LOGS}/access/*`],
      Condition: {
        ArnEquals: { "aws:SourceArn": `arn:aws:s3:::${LAKE}` },
        StringEquals: { "aws:SourceAccount": "111122223333" },
      },
    });
  });

  it("[R-12] has a trail of the requests for its objects and of nothing else, unless another has", () => {
    const trail = only(stack(), "aws_cloudtrail");
    const [selector, ...others] = trail.advanced_event_selector as Resource[];
    expect(others).to.deep.equal([]);
    expect(selector?.field_selector).to.deep.equal([
      { equals: ["Data"], field: "eventCategory" },
      { equals: ["AWS::S3::Object"], field: "resources.type" },
      { field: "resources.ARN", starts_with: [`arn:aws:s3:::${LAKE}/`] },
    ]);
    const arn = `arn:aws:cloudtrail:us-west-2:111122223333:trail/${NAME}-trail`;
    const writes = statements(of("aws_s3_bucket_policy", LOGS).policy).filter(({ Sid }) => /^Trail/.test(Sid));
    expect(writes.map(({ Condition }) => Condition?.StringEquals?.["aws:SourceArn"])).to.deep.equal([arn, arn]);
    expect(trail.depends_on).to.include(`aws_s3_bucket_policy.${policyId(LOGS)}`);
    const without = synth(production(WITH_OPTIONS));
    expect(without.resource).not.to.have.property("aws_cloudtrail");
    expect(JSON.stringify(without.resource?.aws_s3_bucket_policy)).not.to.include("cloudtrail");
  });

  function policyId(bucket: string): string | undefined {
    const policy = of("aws_s3_bucket_policy", bucket);
    return Object.entries(stack().resource?.aws_s3_bucket_policy ?? {}).find(([, it]) => it === policy)?.[0];
  }
});
