import { tmpdir } from "node:os";
import { expect } from "chai";
import { makeApp, stacksOf } from "../../../stacks/make-app.ts";
import { literalOf, PRIMARY } from "../fixtures.ts";
import { once, only, resources, statements, synthEvery } from "../synth.ts";
import { production, SETTINGS, SOURCES, staging, WITH_OPTIONS } from "./fixtures.ts";
import { synth } from "./synth.ts";

const LAKE = "clearwell-changes-us-west-2-production";
const NAME = "clearwell-production-us-west-2-relational";

describe("The stack of relational-to-snowflake", () => {
  const stack = once(() => synth());

  it("has a bucket with a key of its own, whose rows only DMS, the check of columns and Snowflake may read, and which expire", () => {
    expect(only(stack(), "aws_s3_bucket").bucket).to.equal(LAKE);
    const policy = statements(only(stack(), "aws_s3_bucket_policy").policy);
    expect(policy.find(({ Sid }) => Sid === "DenyReadingRows")).to.deep.equal({
      Sid: "DenyReadingRows",
      Effect: "Deny",
      Principal: "*",
      Action: ["s3:GetObject*"],
      Resource: [`arn:aws:s3:::${LAKE}/*`],
      Condition: {
        ArnNotEquals: {
          "aws:PrincipalArn": ["target", "lake", "reader"].map(
            (role) => `arn:aws:iam::111122223333:role/${NAME}-${role}`,
          ),
        },
      },
    });
    const lifecycle = only(stack(), "aws_s3_bucket_lifecycle_configuration");
    expect(lifecycle).to.have.deep.nested.property("rule[0].expiration", [{ days: 30 }]);
    expect(only(stack(), "aws_s3_bucket_server_side_encryption_configuration"))
      .to.have.nested.property("rule[0].apply_server_side_encryption_by_default.kms_master_key_id")
      .that.matches(/^\$\{aws_kms_key\.lake_key_/);
    expect(stack().resource).not.to.have.property("aws_s3_bucket_versioning");
  });

  it("uses a given key instead", () => {
    const keys = resources(synth(production(WITH_OPTIONS)), "aws_kms_key").map(({ description }) => description);
    expect(keys).to.deep.equal(["clearwell production-us-west-2-relational-to-snowflake: log of the replication task"]);
  });

  it("has names that begin with the pipeline's, so that they are not those of another pipeline", () => {
    const environment = {
      ...literalOf(PRIMARY),
      "relational-to-snowflake": { ...SETTINGS, createDmsServiceRoles: false },
    };
    const legion = { legion: { engine: "mongodb", collections: { tickets: { state: true } } } } as const;
    const stacks = [...synthEvery({ environments: [environment], sources: { ...legion, ...SOURCES } }).values()];
    expect(stacks).to.have.length(2);
    for (const [type, argument] of [
      ["aws_iam_role", "name"],
      ["aws_cloudwatch_metric_alarm", "alarm_name"],
      ["aws_cloudwatch_event_rule", "name"],
      ["aws_cloudwatch_log_group", "name"],
      ["aws_kms_alias", "name"],
      ["aws_sns_topic", "name"],
      ["aws_dms_endpoint", "endpoint_id"],
      ["aws_dms_s3_endpoint", "endpoint_id"],
      ["aws_dms_replication_instance", "replication_instance_id"],
      ["aws_dms_replication_task", "replication_task_id"],
    ] as const) {
      const names = stacks.flatMap((each) => resources(each, type).map((it) => it[argument]));
      expect(new Set(names).size, type).to.equal(names.length);
    }
  });

  it("has no name that is too long, for the longest region and environment", () => {
    const long = { ...production(), namePrefix: "clearwell", environment: "preproduction-exampl", protectData: true };
    const text = JSON.stringify({ ...long, region: "ap-southeast-2" }).replaceAll("us-west-2", "ap-southeast-2");
    expect(() => synth(JSON.parse(text) as typeof long)).not.to.throw();
  });

  it("[C-051] has nothing of DMS if it is switched off, and keeps the data if that is protected", () => {
    const off = synth(production({ deployDms: false }));
    expect(Object.keys(off.resource ?? {})).to.deep.equal(["aws_iam_role", "aws_iam_role_policy_attachment"]);
    expect((off.removed ?? []).map(({ from }) => from.replace(/\..*/, ""))).to.include.members([
      "aws_s3_bucket",
      "aws_s3_bucket_policy",
      "aws_kms_key",
      "aws_cloudwatch_log_group",
    ]);
    expect(synth(staging({ deployDms: false })).removed).to.equal(undefined);
  });

  it("has a budget if one is set", () => {
    expect(stack().resource).not.to.have.property("aws_budgets_budget");
    expect(only(synth(production(WITH_OPTIONS)), "aws_budgets_budget").name).to.equal(
      "clearwell-production-us-west-2-relational-to-snowflake",
    );
  });

  it("is deployed after the stack that creates DMS's roles, whichever pipeline that is of", () => {
    const environment = {
      ...literalOf(PRIMARY),
      "relational-to-snowflake": { ...SETTINGS, createDmsServiceRoles: false },
    };
    const legion = { legion: { engine: "mongodb", collections: { tickets: { state: true } } } } as const;
    const app = makeApp({ environments: [environment], sources: { ...legion, ...SOURCES }, outdir: tmpdir() });
    expect(
      stacksOf(app).map(({ node, dependencies }) => [node.id, ...dependencies.map((each) => each.node.id)]),
    ).to.deep.equal([
      ["production-us-west-2"],
      ["production-us-west-2-relational-to-snowflake", "production-us-west-2"],
    ]);
  });
});

describe("The network of relational-to-snowflake", () => {
  const databases = [{ cidr: "203.0.113.0/24", port: 3306, why: "the databases" }];
  const network = { cidr: "10.20.0.0/16", zones: 2, nat: 1, logDays: 90 } as const;

  it("is what the settings give", () => {
    expect(only(synth(), "aws_dms_replication_subnet_group").subnet_ids).to.deep.equal(
      "subnetIds" in SETTINGS.dmsNetwork ? SETTINGS.dmsNetwork.subnetIds : [],
    );
  });

  it("or the environment's, with a group that reaches the databases and the services that DMS needs", () => {
    const stacks = synthEvery({
      environments: [{ ...production({ dmsNetwork: { databases } }), network }],
      sources: SOURCES,
    });
    const made = stacks.get("production-us-west-2-network");
    const stack = stacks.get("production-us-west-2-relational-to-snowflake");
    if (made === undefined || stack === undefined) throw new Error("no stack");
    expect(resources(made, "aws_security_group").map(({ name }) => name)).to.include(
      "clearwell-production-us-west-2-network-relational-dms",
    );
    expect(JSON.stringify(made.resource?.aws_vpc_security_group_egress_rule)).to.include(
      '"cidr_ipv4":"203.0.113.0/24"',
    );
    expect(JSON.stringify(only(stack, "aws_dms_replication_instance").vpc_security_group_ids)).to.include(
      "data.aws_security_groups",
    );
  });

  it("or a given VPC, with a group of its own", () => {
    const given = {
      vpcId: "vpc-0123456789abcdef0",
      privateSubnetIds: ["subnet-0a11111111111111a", "subnet-0b11111111111111b"],
      publicSubnetIds: [],
    };
    const stack = synth({ ...production({ dmsNetwork: { databases } }), network: given });
    expect(only(stack, "aws_dms_replication_subnet_group").subnet_ids).to.deep.equal(given.privateSubnetIds);
    expect(only(stack, "aws_security_group").vpc_id).to.equal(given.vpcId);
    expect(
      resources(stack, "aws_vpc_security_group_egress_rule").map(({ cidr_ipv4, from_port }) => [cidr_ipv4, from_port]),
    ).to.deep.equal([
      ["0.0.0.0/0", 443],
      ["203.0.113.0/24", 3306],
    ]);
    expect(stack.resource).not.to.have.property("aws_vpc_security_group_ingress_rule");
  });
});
