import { expect } from "chai";
import { ALLOW_LIST, legionOf, PRIMARY } from "./fixtures.ts";
import { ofBucket, once, only, rightsOf, synth } from "./synth.ts";

const NAME = "legion-analytics-us-west-2-production";

describe("the RAW notification", () => {
  const stack = once(() => synth(PRIMARY));
  const notification = () => ofBucket(stack(), "aws_s3_bucket_notification", NAME)[0];

  it("[C-011] invokes the cleaner however an object was created", () => {
    expect(notification())
      .to.have.nested.property("lambda_function[0].events")
      .that.deep.equals(["s3:ObjectCreated:*"]);
    expect(notification())
      .to.have.nested.property("lambda_function[0].lambda_function_arn")
      .that.matches(/^\$\{aws_lambda_function\.cleaner_/);
  });

  it("[C-012] is limited to the database's prefix", () => {
    expect(notification()).to.have.nested.property("lambda_function[0].filter_prefix", "mongodb-data/legion/");
  });

  it("[C-041] follows the database's name, and the cleaner's rights with it", () => {
    const other = synth({ ...PRIMARY, databases: { atlas: legionOf(PRIMARY) } }, undefined, {
      atlas: { engine: "mongodb", collections: ALLOW_LIST },
    });
    const [moved] = ofBucket(other, "aws_s3_bucket_notification", NAME);
    expect(moved).to.have.nested.property("lambda_function[0].filter_prefix", "mongodb-data/atlas/");
    expect(rightsOf(other, "clearwell-production-us-west-2-cleaner").flatMap(({ Resource }) => Resource)).to.include(
      `arn:aws:s3:::${NAME}/mongodb-data/atlas/*`,
    );
    expect(only(other, "aws_dms_endpoint")).to.include({ database_name: "atlas" });
    expect(only(other, "aws_dms_replication_task").table_mappings).to.include('"schema-name":"atlas"');
  });

  it("may invoke it for this bucket of this account only, and is created after the permission", () => {
    expect(only(stack(), "aws_lambda_permission")).to.include({
      principal: "s3.amazonaws.com",
      action: "lambda:InvokeFunction",
      source_arn: `arn:aws:s3:::${NAME}`,
      source_account: "111122223333",
    });
    expect(notification())
      .to.have.nested.property("depends_on[0]")
      .that.matches(/^aws_lambda_permission\./);
  });
});
