// @ts-expect-error it has no types
import validate from "asl-validator";
import { expect } from "chai";
import { CONTAINER_EXIT } from "../../../functions/shared/exit-codes.ts";
import { imageTag } from "../../../stacks/mongodb-to-redshift/image-tag.ts";
import { once, only, type Resource, resources } from "../synth.ts";
import { production, SETTINGS, WITH_OPTIONS } from "./fixtures.ts";
import { synth } from "./synth.ts";

const NAME = "clearwell-production-us-west-2-redshift";

describe("The definitions of the state machines", () => {
  const stack = once(() => synth());
  const definitions = () =>
    [stack(), synth(production(WITH_OPTIONS))].flatMap((it) =>
      resources(it, "aws_sfn_state_machine").map(({ definition }) => JSON.parse(String(definition))),
    );

  it("are valid by the schema of Step Functions", () => {
    expect(definitions()).to.have.length(3);
    for (const definition of definitions()) expect(validate(definition).errors).to.deep.equal([]);
  });

  it("have only states that are reached, and only transitions to states that exist", () => {
    for (const { StartAt, States } of definitions()) {
      const { ItemProcessor, ...map } = States.EachCollection ?? {};
      const levels = [
        { StartAt, States: { ...States, ...(ItemProcessor ? { EachCollection: map } : {}) } },
        ...(ItemProcessor ? [ItemProcessor] : []),
      ];
      for (const level of levels) {
        const named = [...JSON.stringify(level.States).matchAll(/"(?:Next|Default)":"(\w+)"/g)].map(([, name]) => name);
        expect(new Set([level.StartAt, ...named])).to.deep.equal(new Set(Object.keys(level.States)));
      }
    }
  });

  it("look for exactly the image that the job definitions name", () => {
    const [run] = definitions();
    const wanted = ["FindExtractImage", "FindProcessImage"].map((state) => run.States[state].Parameters);
    const images = wanted.map(({ RepositoryName, ImageIds }) => {
      return `111122223333.dkr.ecr.us-west-2.amazonaws.com/${RepositoryName}:${ImageIds[0].ImageTag}`;
    });
    const named = resources(stack(), "aws_batch_job_definition").map((it) => containerOf(it).image);
    expect(new Set(images)).to.deep.equal(new Set(named));
  });

  it("run at most as many collections at a time as the settings say", () => {
    expect(definitions()[0].States.EachCollection.MaxConcurrency).to.equal(SETTINGS.jobs.concurrency);
  });
});

describe("The schedule of mongodb-to-redshift", () => {
  const schedule = (environment = production()) =>
    resources(synth(environment), "aws_scheduler_schedule").find(({ name }) => name === `${NAME}-schedule`) ?? {};

  it("[R-01, R-05] starts the state machine as often as the settings say", () => {
    const own = { expression: "cron(15 3 * * ? *)", timeZone: "Europe/Berlin" };
    expect(schedule(production({ schedule: own }))).to.deep.include({
      schedule_expression: own.expression,
      schedule_expression_timezone: own.timeZone,
    });
    expect(JSON.stringify(schedule().target)).to.match(/aws_sfn_state_machine\.orchestrator_state-machine_\w+\.arn/);
  });

  it("is off after a deploy, and an apply leaves on what an operator has switched on", () => {
    expect(schedule().state).to.equal("DISABLED");
    expect((schedule().lifecycle as Resource).ignore_changes).to.deep.equal(["state"]);
  });
});

describe("S3's events", () => {
  const stack = once(() => synth(production(WITH_OPTIONS)));

  it("[R-14] start a load for each manifest, and for nothing else in the bucket", () => {
    expect(only(stack(), "aws_s3_bucket_notification")).to.deep.include({ eventbridge: true });
    const { detail, source } = JSON.parse(String(only(stack(), "aws_cloudwatch_event_rule").event_pattern));
    expect(source).to.deep.equal(["aws.s3"]);
    expect(detail.bucket.name).to.deep.equal(["clearwell-documents-us-west-2-production"]);
    const [{ wildcard }] = detail.object.key;
    const matches = new RegExp(`^${wildcard.replaceAll(".", "\\.").replaceAll("*", ".*")}$`);
    expect("raw/shop/orders/00000007.json").to.match(matches);
    for (const key of [
      "raw/shop/orders/00000007-changes-0a1b2c3d.parquet",
      "state/shop/orders.json",
      "stopped/shop/orders.json",
      "staged/shop/orders/00000007.manifest",
    ])
      expect(key).not.to.match(matches);
  });

  it("are absent if the orchestrator loads", () => {
    expect(synth().resource).not.to.have.any.keys("aws_s3_bucket_notification", "aws_cloudwatch_event_rule");
  });
});

describe("The jobs of mongodb-to-redshift", () => {
  const stack = once(() => synth());
  const definition = (name: string, it = stack()) =>
    resources(it, "aws_batch_job_definition").find((each) => each.name === `${NAME}-${name}`) as Resource;

  it("[R-15] run on Fargate Spot, without a public address, under roles of their own", () => {
    expect(only(stack(), "aws_batch_compute_environment").compute_resources).to.include({ type: "FARGATE_SPOT" });
    const roles = ["extract-shop", "extract-crm", "process"].map((name) => {
      const container = containerOf(definition(name));
      expect(container.networkConfiguration).to.deep.equal({ assignPublicIp: "DISABLED" });
      return container.jobRoleArn;
    });
    expect(roles[0]).to.equal(roles[1]).and.not.equal(roles[2]);
  });

  it("are tried again if Spot took the machine away, and not after drift or with wrong settings", () => {
    const [retry] = [definition("process").retry_strategy].flat() as Resource[];
    expect(retry?.attempts).to.equal(5);
    expect(retry?.evaluate_on_exit).to.deep.equal(
      [CONTAINER_EXIT.configuration, CONTAINER_EXIT.drift].map((code) => ({ action: "EXIT", on_exit_code: `${code}` })),
    );
  });

  it("get the secret of their database from AWS Batch, so it is in no definition and no log", () => {
    const { secretArn } = SETTINGS.databases.shop as { readonly secretArn: string };
    expect(containerOf(definition("extract-shop")).secrets).to.deep.equal([
      { name: "MONGODB_URI", valueFrom: `${secretArn}:uri::` },
    ]);
    expect(containerOf(definition("process")).secrets).to.deep.equal([]);
    const own = containerOf(definition("extract-shop", synth(production(WITH_OPTIONS)))).secrets;
    expect(own.map(({ name }) => name)).to.deep.equal(["MONGODB_URI", "MONGODB_CA"]);
  });

  it("know their stack, their bucket, the tags that they read by, and Redshift", () => {
    const options = synth(production(WITH_OPTIONS));
    const variables = (name: string, it = stack()) =>
      Object.fromEntries(containerOf(definition(name, it)).environment.map(({ name: key, value }) => [key, value]));
    expect(variables("extract-shop", options)).to.include({
      STACK: "production-us-west-2-mongodb-to-redshift",
      LAKE_BUCKET: "clearwell-documents-us-west-2-production",
      READ_TAGS: '{"use":"analytics"}',
    });
    expect(variables("process").REDSHIFT).to.match(/"workgroup":"\$\{aws_redshiftserverless_workgroup\./);
    expect(variables("process", options).REDSHIFT).to.match(/"cluster":"\$\{aws_redshift_cluster\./);
    expect(variables("process", options).UNLISTED_FIELDS).to.equal("stop");
  });

  it("name their image by a hash of what it is built from, which is no tag that moves", () => {
    expect(containerOf(definition("process")).image).to.equal(
      `111122223333.dkr.ecr.us-west-2.amazonaws.com/${NAME}-process:${imageTag("process")}`,
    );
    expect(imageTag("process"))
      .to.match(/^[0-9a-f]{20}$/)
      .and.not.equal(imageTag("extract"));
  });
});

interface Container {
  readonly image: string;
  readonly jobRoleArn: string;
  readonly networkConfiguration: object;
  readonly environment: readonly { readonly name: string; readonly value: string }[];
  readonly secrets: readonly { readonly name: string; readonly valueFrom: string }[];
}

function containerOf({ container_properties }: Resource): Container {
  return JSON.parse(String(container_properties)) as Container;
}
