import { expect } from "chai";
import { deriveSchema } from "./derive-schema.ts";
import type { Attribute, NestedBlock } from "./schema.ts";

describe("the schema from the bindings", () => {
  const types = ["aws_acm_certificate", "aws_lambda_function", "aws_s3_bucket_notification", "aws_security_group"];
  const { provider, resources, dataSources } = deriveSchema({
    resources: ["aws_dms_replication_task", "aws_nothing", "aws_s3_bucket_ownership_controls", ...types],
    dataSources: ["aws_iam_policy_document", "aws_nothing"],
  });

  it("has the types that exist", () => {
    expect(Object.keys(resources)).to.have.members([
      "aws_dms_replication_task",
      "aws_s3_bucket_ownership_controls",
      ...types,
    ]);
    expect(Object.keys(dataSources)).to.deep.equal(["aws_iam_policy_document"]);
    expect(provider.blocks.map(({ name }) => name)).to.include("default_tags");
  });

  it("distinguishes required, optional and read-only arguments", () => {
    expect(attribute("aws_dms_replication_task", "replication_task_id")).to.include({
      required: true,
      optional: false,
    });
    expect(attribute("aws_dms_replication_task", "cdc_start_time")).to.include({ optional: true, computed: false });
    expect(attribute("aws_dms_replication_task", "region")).to.include({ optional: true, computed: true });
    expect(attribute("aws_dms_replication_task", "replication_task_arn")).to.include({
      required: false,
      optional: false,
      computed: true,
    });
  });

  it("distinguishes types", () => {
    expect(attribute("aws_lambda_function", "timeout").type).to.equal("number");
    expect(attribute("aws_lambda_function", "publish").type).to.equal("bool");
    expect(attribute("aws_lambda_function", "architectures").type).to.deep.equal(["list", "string"]);
    expect(attribute("aws_lambda_function", "tags").type).to.deep.equal(["map", "string"]);
    expect(attribute("aws_security_group", "ingress").type)
      .to.deep.include("set")
      .and.nested.property("[1][0]", "object");
    expect(attribute("aws_acm_certificate", "domain_validation_options").type).to.deep.equal([
      "set",
      [
        "object",
        {
          domain_name: "string",
          resource_record_name: "string",
          resource_record_type: "string",
          resource_record_value: "string",
        },
      ],
    ]);
  });

  it("has the number of blocks that are allowed", () => {
    expect(block("aws_lambda_function", "environment")).to.include({ nesting: "LIST", minItems: 0, maxItems: 1 });
    expect(block("aws_lambda_function", "timeouts")).to.include({ nesting: "SINGLE" });
    expect(block("aws_s3_bucket_notification", "queue")).to.include({ nesting: "LIST", minItems: 0, maxItems: 0 });
    expect(block("aws_s3_bucket_ownership_controls", "rule")).to.include({ minItems: 1, maxItems: 1 });
  });

  it("includes nested blocks", () => {
    const queue = block("aws_s3_bucket_notification", "queue").block.attributes;
    expect(queue.find(({ name }) => name === "events")).to.deep.include({ required: true, type: ["set", "string"] });
    expect(queue.find(({ name }) => name === "filter_prefix")).to.include({ required: false });
  });

  function attribute(type: string, wanted: string): Attribute {
    return resources[type]?.attributes.find(({ name }) => name === wanted) as Attribute;
  }

  function block(type: string, wanted: string): NestedBlock {
    return resources[type]?.blocks.find(({ name }) => name === wanted) as NestedBlock;
  }
});
