import { tmpdir } from "node:os";
import { expect } from "chai";
import { makeApp, stacksOf } from "../../../stacks/make-app.ts";
import { literalOf, PRIMARY } from "../fixtures.ts";
import { once, only, type Resource, resources, rightsOf, statements, synthEvery } from "../synth.ts";
import { production, SETTINGS, SOURCES, staging, WITH_OPTIONS } from "./fixtures.ts";
import { synth, synthImages } from "./synth.ts";

const LAKE = "clearwell-documents-us-west-2-production";
const NAME = "clearwell-production-us-west-2-redshift";

describe("The stacks of mongodb-to-redshift", () => {
  it("are two: the images come first, so that they can be pushed before what runs them", () => {
    const app = makeApp({ environments: [production()], sources: SOURCES, outdir: tmpdir() });
    expect(
      stacksOf(app).map(({ node, dependencies }) => [node.id, ...dependencies.map((each) => each.node.id)]),
    ).to.deep.equal([
      ["production-us-west-2-mongodb-to-redshift-images"],
      ["production-us-west-2-mongodb-to-redshift", "production-us-west-2-mongodb-to-redshift-images"],
    ]);
  });

  it("have repositories whose tags never change, which are scanned, and keep the last ten images", () => {
    const images = synthImages();
    const repositories = resources(images, "aws_ecr_repository");
    expect(repositories.map(({ name }) => name)).to.deep.equal([`${NAME}-extract`, `${NAME}-process`]);
    for (const it of repositories) {
      expect(it).to.deep.include({ image_tag_mutability: "IMMUTABLE", force_delete: false });
      expect(it).to.have.nested.property("image_scanning_configuration.scan_on_push", true);
    }
    for (const { policy } of resources(images, "aws_ecr_lifecycle_policy"))
      expect(JSON.parse(String(policy)).rules[0].selection).to.deep.equal({
        tagStatus: "any",
        countType: "imageCountMoreThan",
        countNumber: 10,
      });
  });

  it("have names that begin with the pipeline's, so that they are not those of another pipeline", () => {
    const environment = { ...literalOf(PRIMARY), "mongodb-to-redshift": SETTINGS };
    const legion = { legion: { engine: "mongodb", collections: { tickets: { state: true } } } } as const;
    const stacks = [...synthEvery({ environments: [environment], sources: { ...legion, ...SOURCES } }).values()];
    expect(stacks).to.have.length(3);
    for (const [type, argument] of [
      ["aws_iam_role", "name"],
      ["aws_cloudwatch_metric_alarm", "alarm_name"],
      ["aws_cloudwatch_log_group", "name"],
      ["aws_kms_alias", "name"],
      ["aws_sns_topic", "name"],
      ["aws_sfn_state_machine", "name"],
      ["aws_s3_bucket", "bucket"],
    ] as const) {
      const names = stacks.flatMap((each) => resources(each, type).map((it) => it[argument]));
      expect(new Set(names).size, type).to.equal(names.length);
    }
  });

  it("have no name that is too long, for the longest region and environment", () => {
    for (const settings of [{}, { processTrigger: "s3", redshift: WITH_OPTIONS.redshift } as const]) {
      const long = { ...production(settings), environment: "preproduction-exampl" };
      const text = JSON.stringify({ ...long, region: "ap-southeast-2" }).replaceAll("us-west-2", "ap-southeast-2");
      const short = text.replaceAll("clearwell-documents", "documents");
      expect(() => synth(JSON.parse(short) as typeof long)).not.to.throw();
    }
  });

  it("keep the bucket and Redshift, and nothing that runs, if the jobs are switched off", () => {
    const off = synth(production({ deployJobs: false }));
    expect(Object.keys(off.resource ?? {})).to.include.members(["aws_s3_bucket", "aws_redshiftserverless_namespace"]);
    const running = /^aws_(batch|sfn|lambda)_/;
    expect(Object.keys(off.resource ?? {}).filter((type) => running.test(type))).to.deep.equal([]);
    expect(resources(off, "aws_scheduler_schedule").map(({ name }) => name)).to.deep.equal([`${NAME}-snapshot`]);
    const alarms = resources(off, "aws_cloudwatch_metric_alarm").map(({ alarm_name }) => alarm_name);
    expect(alarms).to.deep.equal([`${NAME}-warehouse-limit`]);
    expect(JSON.stringify(only(off, "aws_cloudwatch_dashboard").dashboard_body)).not.to.include('"metrics\\":[]');
  });

  it("protect the warehouse like the bucket, if data is protected", () => {
    for (const redshift of [SETTINGS.redshift, WITH_OPTIONS.redshift]) {
      const warehouse = (environment: ReturnType<typeof production>) => {
        const { resource = {} } = synth(environment);
        const found = resource.aws_redshift_cluster ?? resource.aws_redshiftserverless_namespace ?? {};
        return (Object.values(found)[0]?.lifecycle as Resource | undefined)?.prevent_destroy;
      };
      expect(warehouse(production({ redshift }))).to.equal(true);
      expect(warehouse(staging({ redshift }))).to.equal(false);
    }
  });

  it("have a budget if one is set", () => {
    expect(only(synth(production(WITH_OPTIONS)), "aws_budgets_budget").name).to.equal(
      "clearwell-production-us-west-2-mongodb-to-redshift",
    );
  });
});

describe("The network of mongodb-to-redshift", () => {
  const mongodb = [{ cidr: "203.0.113.0/24", port: 27_017, why: "the members of the replica set" }];
  const shared = (services: "endpoints" | "nat", nat: 0 | 1) => {
    const network = { cidr: "10.20.0.0/16", zones: 3, nat, logDays: 90 } as const;
    return { ...production({ jobNetwork: { mongodb, services } }), network };
  };
  const egress = (environment: ReturnType<typeof shared>) => {
    const stacks = synthEvery({ environments: [environment], sources: SOURCES });
    const made = stacks.get("production-us-west-2-network");
    if (made === undefined) throw new Error("no network");
    return { made, text: JSON.stringify(made.resource?.aws_vpc_security_group_egress_rule), stacks };
  };

  it("is what the settings give", () => {
    const compute = only(synth(), "aws_batch_compute_environment").compute_resources;
    const { subnetIds, jobGroupIds } = SETTINGS.jobNetwork as Extract<
      typeof SETTINGS.jobNetwork,
      { readonly subnetIds: readonly string[] }
    >;
    expect(compute).to.deep.include({ subnets: subnetIds, security_group_ids: jobGroupIds });
  });

  it("or the environment's: with an endpoint of each service that the jobs need, and no way elsewhere but to MongoDB", () => {
    const { made, text, stacks } = egress(shared("endpoints", 1));
    const services = resources(made, "aws_vpc_endpoint").map(({ service_name }) =>
      String(service_name).replace("com.amazonaws.us-west-2.", ""),
    );
    expect(services).to.have.members(["s3", "ecr.api", "ecr.dkr", "logs", "secretsmanager", "redshift-data"]);
    expect(text).to.include('"cidr_ipv4":"203.0.113.0/24"').and.not.include("0.0.0.0/0");
    const stack = stacks.get("production-us-west-2-mongodb-to-redshift");
    expect(JSON.stringify(stack && only(stack, "aws_redshiftserverless_workgroup").security_group_ids)).to.include(
      "data.aws_security_groups",
    );
  });

  it("or the environment's, with its NAT gateway instead of the endpoints that cost by the hour", () => {
    const { made, text } = egress(shared("nat", 1));
    expect(resources(made, "aws_vpc_endpoint")).to.have.length(1);
    expect(text).to.include('"cidr_ipv4":"0.0.0.0/0"');
  });

  it("or a given VPC, with groups of its own", () => {
    const network = {
      vpcId: "vpc-0123456789abcdef0",
      privateSubnetIds: ["subnet-0a11111111111111a", "subnet-0b11111111111111b", "subnet-0c11111111111111c"],
      publicSubnetIds: [],
    };
    const stack = synth({ ...production({ jobNetwork: { mongodb, services: "nat" } }), network });
    expect(resources(stack, "aws_security_group").map(({ name }) => name)).to.deep.equal([
      "clearwell-production-us-west-2-network-redshift-jobs",
      "clearwell-production-us-west-2-network-redshift-warehouse",
    ]);
    expect(stack.resource).not.to.have.property("aws_vpc_security_group_ingress_rule");
  });
});

describe("The roles of mongodb-to-redshift", () => {
  const stack = once(() => synth());
  const allowed = (part: string, it = stack()) =>
    rightsOf(it, `${NAME}-${part}`).flatMap(({ Action, Resource = [] }) =>
      Action.flatMap((action) => Resource.map((on) => `${action} ${on}`)),
    );
  const lake = `arn:aws:s3:::${LAKE}`;

  it("let extract write raw batches and no typed file, and read no secret: AWS Batch gives it the one of its database", () => {
    expect(allowed("extract")).to.include(`s3:PutObject ${lake}/raw/*`);
    expect(allowed("extract").join("\n")).not.to.match(/staged|Delete|secretsmanager|redshift/);
  });

  it("let process read batches and not change them, and run statements in this warehouse only", () => {
    const rights = allowed("process");
    expect(rights).to.include.members([`s3:GetObject ${lake}/raw/*`, `s3:PutObject ${lake}/staged/*`]);
    expect(rights.filter((right) => /^s3:(Put|Delete).*\/raw/.test(right))).to.deep.equal([]);
    const run = rights.filter((right) => right.includes("Execute")).map((right) => right.split(" ")[1]);
    expect(run).to.have.length(2);
    for (const on of run) expect(on).to.match(/^\$\{aws_redshiftserverless_workgroup\.\w+\.arn\}$/);
    const follow = rightsOf(stack(), `${NAME}-process`).find(({ Sid }) => Sid === "Follow");
    expect(follow?.Condition, "no other's statements").to.deep.equal({
      StringEquals: { "redshift-data:statement-owner-iam-userid": "$${aws:userid}" },
    });
  });

  it("let COPY read typed files only, for both kinds of Redshift", () => {
    expect(allowed("copy").filter((right) => right.startsWith("s3:GetObject"))).to.deep.equal([
      `s3:GetObject ${lake}/staged/*`,
    ]);
    const role = resources(stack(), "aws_iam_role").find(({ name }) => name === `${NAME}-copy`);
    expect(statements(role?.assume_role_policy)[0]?.Principal).to.deep.equal({
      Service: ["redshift.amazonaws.com", "redshift-serverless.amazonaws.com"],
    });
  });

  it("pair every right on objects with the key's: who writes makes data keys, who reads decrypts", () => {
    for (const part of ["extract", "process", "copy"]) {
      const rights = allowed(part).join("\n");
      expect(rights.includes("s3:PutObject "), part).to.equal(rights.includes("kms:GenerateDataKey "));
      expect(rights.includes("s3:GetObject "), part).to.equal(rights.includes("kms:Decrypt "));
      expect(rights, part).to.include(`s3:ListBucket ${lake}`);
    }
  });

  it("let AWS Batch pull the two images and read the secrets, with their keys", () => {
    const rights = allowed("execute", synth(production(WITH_OPTIONS)));
    const repository = "arn:aws:ecr:us-west-2:111122223333:repository";
    expect(rights).to.include.members([
      ...["extract", "process"].map((each) => `ecr:BatchGetImage ${repository}/${NAME}-${each}`),
      `secretsmanager:GetSecretValue ${WITH_OPTIONS.databases.shop?.secretArn}`,
      `kms:Decrypt ${WITH_OPTIONS.databases.shop?.secretKeyArn}`,
    ]);
  });

  it("let the state machine run these jobs, and learn that they ended", () => {
    const events = "arn:aws:events:us-west-2:111122223333:rule/StepFunctionsGetEventsForBatchJobsRule";
    expect(allowed("run")).to.include.members([
      `batch:SubmitJob arn:aws:batch:us-west-2:111122223333:job-definition/${NAME}-extract-shop:*`,
      `batch:SubmitJob arn:aws:batch:us-west-2:111122223333:job-definition/${NAME}-process:*`,
      "batch:TerminateJob arn:aws:batch:us-west-2:111122223333:job/*",
      ...["PutTargets", "PutRule", "DescribeRule"].map((action) => `events:${action} ${events}`),
      `states:ListExecutions arn:aws:states:us-west-2:111122223333:stateMachine:${NAME}-run`,
    ]);
  });
});
