import { expect } from "chai";
import { PRIMARY, SECOND } from "./fixtures.ts";
import { ofBucket, once, only, rawKey, referenceTo, resources, statements, synth } from "./synth.ts";

const NAME = "legion-analytics-us-west-2-production";

describe("the RAW bucket", () => {
  const stack = once(() => synth(PRIMARY));
  const of = (type: string) => ofBucket(stack(), type, NAME);
  const policy = () => statements(of("aws_s3_bucket_policy")[0]?.policy);

  it("[C-042] is named after region and environment", () => {
    expect(resources(stack(), "aws_s3_bucket").map(({ bucket }) => bucket)).to.include(NAME);
  });

  it("[C-042] has the stamp suffix at the end of its name", () => {
    const stamped = synth({ ...SECOND, stampSuffix: "-2" }, [PRIMARY, { ...SECOND, stampSuffix: "-2" }]);
    expect(only(stamped, "aws_s3_bucket")).to.include({ bucket: "legion-analytics-us-east-1-production-2" });
  });

  it("[C-048, C-049, T-08] moves what is 30 days old to STANDARD_IA, and expires rows after 7, so that rows never move", () => {
    expect(of("aws_s3_bucket_lifecycle_configuration")[0]?.rule).to.deep.equal([
      {
        id: "move-to-infrequent-access",
        status: "Enabled",
        filter: [{ prefix: "" }],
        transition: [{ days: 30, storage_class: "STANDARD_IA" }],
      },
      {
        id: "expire-rows",
        status: "Enabled",
        filter: [{ prefix: "mongodb-data/" }],
        expiration: [{ days: 7 }],
      },
      {
        id: "expire-replays",
        status: "Enabled",
        filter: [{ prefix: "replays/" }],
        expiration: [{ days: 14 }],
      },
      {
        id: "abort-unfinished-uploads",
        status: "Enabled",
        filter: [{ prefix: "" }],
        abort_incomplete_multipart_upload: [{ days_after_initiation: 1 }],
      },
    ]);
  });

  it("[T-12] is not versioned, so that an expired row is gone", () => {
    expect(stack().resource).not.to.have.property("aws_s3_bucket_versioning");
    expect(of("aws_s3_bucket")).to.satisfy((buckets: object[]) => buckets.every((it) => !("versioning" in it)));
  });

  it("[T-12] encrypts with the stack's own key, which rotates", () => {
    const encryption = of("aws_s3_bucket_server_side_encryption_configuration")[0];
    expect(encryption).to.have.nested.property(
      "rule[0].apply_server_side_encryption_by_default.sse_algorithm",
      "aws:kms",
    );
    expect(encryption)
      .to.have.nested.property("rule[0].apply_server_side_encryption_by_default.kms_master_key_id")
      .that.matches(/^\$\{aws_kms_key\..+\.arn\}$/);
    expect(encryption).to.have.nested.property("rule[0].bucket_key_enabled", true);
    expect(rawKey(stack())).to.include({ enable_key_rotation: true });
  });

  it("has a key that an operator finds by its alias, also if it is no longer in the stack", () => {
    const id = referenceTo(stack(), "aws_kms_key", rawKey(stack()), "key_id");
    const alias = resources(stack(), "aws_kms_alias").find(({ target_key_id }) => target_key_id === id);
    expect(alias?.name).to.equal("alias/clearwell-production-us-west-2-raw");
  });

  it("[T-12] allows nobody but DMS and the cleaner to read rows", () => {
    expect(policy()).to.deep.include({
      Sid: "DenyReadingRows",
      Effect: "Deny",
      Principal: "*",
      Action: ["s3:GetObject*"],
      Resource: [`arn:aws:s3:::${NAME}/mongodb-data/*`],
      Condition: {
        ArnNotEquals: {
          "aws:PrincipalArn": [
            "arn:aws:iam::111122223333:role/clearwell-production-us-west-2-dms-target",
            "arn:aws:iam::111122223333:role/clearwell-production-us-west-2-cleaner",
          ],
        },
      },
    });
  });

  it("[T-12] denies reading in exactly the folder into which DMS writes rows", () => {
    const [denial] = policy().filter(({ Sid }) => Sid === "DenyReadingRows");
    const { bucket_folder } = only(stack(), "aws_dms_s3_endpoint");
    expect(denial?.Resource).to.deep.equal([`arn:aws:s3:::${NAME}/${String(bucket_folder)}/*`]);
  });

  it("names roles in its policy that the stack creates", () => {
    const [denial] = policy().filter(({ Sid }) => Sid === "DenyReadingRows");
    const arns = [denial?.Condition?.ArnNotEquals?.["aws:PrincipalArn"] ?? []].flat();
    const names = resources(stack(), "aws_iam_role").map(({ name }) => name);
    expect(arns).to.have.length(2);
    expect(names).to.include.members(arns.map((arn) => arn.slice(arn.indexOf("/") + 1)));
  });

  it("can't lock out its administrators: besides plain HTTP, it only denies reading objects", () => {
    const denied = policy().filter(({ Sid }) => Sid !== "DenyPlainHttp");
    expect(denied.flatMap(({ Action }) => Action)).to.deep.equal(["s3:GetObject*"]);
  });
});
