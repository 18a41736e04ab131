import { expect } from "chai";
import { isPlanOf } from "../../../review/reviewed-plans/same-files.ts";

const SYNTHESISED = { "cdk.tf.json": '{"a":[1],"b":{}}', "assets/it/0A/it.zip": "zip" };

describe("A plan", () => {
  const files = (texts: object) =>
    new Map(Object.entries(texts).map(([path, text]) => [path, new TextEncoder().encode(String(text))]));
  const isOf = (planned: object, synthesised: object = SYNTHESISED) =>
    isPlanOf("it", files(planned), files(synthesised));

  it("is of the files next to it, except those that Terraform wrote", () => {
    expect(isOf(SYNTHESISED)).to.equal(true);
    const terraform = { "reviewed.tfplan": "plan", "it.json": "{}", ".terraform.lock.hcl": "lock" };
    expect(isOf({ ...SYNTHESISED, ...terraform })).to.equal(true);
  });

  it("is of the same JSON in any format", () => {
    expect(isOf({ ...SYNTHESISED, "cdk.tf.json": '{ "b": {}, "a": [ 1 ] }' })).to.equal(true);
    expect(isOf({ ...SYNTHESISED, "cdk.tf.json": '{"a":[2],"b":{}}' })).to.equal(false);
  });

  it("is of other files if one differs, is missing or is added", () => {
    expect(isOf({ ...SYNTHESISED, "assets/it/0A/it.zip": "zap" })).to.equal(false);
    expect(isOf({ "cdk.tf.json": SYNTHESISED["cdk.tf.json"] })).to.equal(false);
    expect(isOf({ ...SYNTHESISED, "override.tf.json": "{}" })).to.equal(false);
    expect(isOf({ ...SYNTHESISED, "other.json": "{}" })).to.equal(false);
  });

  it("is of the lock file that is kept, if one is", () => {
    const kept = { ...SYNTHESISED, ".terraform.lock.hcl": "kept" };
    expect(isOf(kept, kept)).to.equal(true);
    expect(isOf({ ...kept, ".terraform.lock.hcl": "other" }, kept)).to.equal(false);
    expect(isOf(SYNTHESISED, kept)).to.equal(false);
  });
});
