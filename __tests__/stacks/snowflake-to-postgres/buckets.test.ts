import { expect } from "chai";
import { ofBucket, once, type Resource, resources, rightsOf, statements } from "../synth.ts";
import { production, SETTINGS, WITH_OPTIONS } from "./fixtures.ts";
import { synth, synthModules } from "./synth.ts";

const RAW = "insightflow-raw-bucket-fixture";
const CLEAN = "insightflow-clean-bucket-fixture";
const NAME = "clearwell-production-us-west-2-postgres";
const ROLE = `arn:aws:iam::111122223333:role/${NAME}`;

describe("The buckets of snowflake-to-postgres", () => {
  const stack = once(() => synth("buckets"));
  const of = (type: string, bucket: string) => {
    const [found, ...others] = ofBucket(stack(), type, bucket);
    if (found === undefined || others.length > 0) throw new Error(`${others.length + 1} of ${type}`);
    return found;
  };

  it("[I-04, I-05, I-06] are the seed's with a suffix, and more can be added", () => {
    const names = (it = stack()) => resources(it, "aws_s3_bucket").map(({ bucket }) => bucket);
    expect(names()).to.have.members([RAW, CLEAN]);
    expect(names(synth("buckets", production(WITH_OPTIONS)))).to.have.members([
      RAW,
      CLEAN,
      "insightflow-gold-bucket-fixture",
    ]);
  });

  it("[I-06] are versioned, encrypted by a key of their own or a given one, and take TLS only", () => {
    for (const bucket of [RAW, CLEAN]) {
      expect(of("aws_s3_bucket_versioning", bucket)).to.have.nested.property(
        "versioning_configuration.status",
        "Enabled",
      );
      expect(of("aws_s3_bucket_server_side_encryption_configuration", bucket))
        .to.have.nested.property("rule[0].apply_server_side_encryption_by_default.kms_master_key_id")
        .that.matches(/^\$\{aws_kms_key\.key\.arn\}$/);
      expect(statements(of("aws_s3_bucket_policy", bucket).policy)[0]).to.deep.include({
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      });
    }
    const given = synth("buckets", production(WITH_OPTIONS));
    expect(given.resource).not.to.have.property("aws_kms_key");
    expect(JSON.stringify(given.resource)).to.include(WITH_OPTIONS.rawKeyArn);
  });

  it("let rows be read by the sync, the crawlers and the roles that are named, and what Firehose refused by nobody", () => {
    const denied = (sid: string, it = stack()) =>
      statements(ofBucket(it, "aws_s3_bucket_policy", RAW)[0]?.policy).find(({ Sid }) => Sid === sid);
    expect(denied("DenyReadingRows")?.Condition?.ArnNotEquals).to.deep.equal({
      "aws:PrincipalArn": [`${ROLE}-sync`, `${ROLE}-crawler`],
    });
    const named = denied("DenyReadingRows", synth("buckets", production(WITH_OPTIONS)));
    expect(named?.Condition?.ArnNotEquals?.["aws:PrincipalArn"]).to.include("arn:aws:iam::111122223333:role/analysts");
    expect(denied("DenyReadingUpstream"), "it may have columns that are not listed").to.deep.include({
      Resource: [`arn:aws:s3:::${RAW}/upstream/*`],
      Condition: { ArnNotEquals: { "aws:PrincipalArn": `${ROLE}-unload` } },
    });
    expect(denied("DenyReadingErrors")).to.deep.equal({
      Sid: "DenyReadingErrors",
      Effect: "Deny",
      Principal: "*",
      Action: ["s3:GetObject*"],
      Resource: [`arn:aws:s3:::${RAW}/errors/*`],
    });
  });

  it("let each folder be written by one role", () => {
    const writers = statements(of("aws_s3_bucket_policy", RAW).policy).filter(({ Sid }) =>
      Sid.startsWith("DenyWriting"),
    );
    expect(
      writers.map(({ Resource, Condition }) => [
        Resource?.[0]?.replace(`arn:aws:s3:::${RAW}/`, ""),
        Condition?.ArnNotEquals?.["aws:PrincipalArn"],
      ]),
    ).to.deep.equal([
      ["data/batch/*/*", `${ROLE}-unload`],
      ["data/stream/*/*", `${ROLE}-delivery`],
      ["errors/*", `${ROLE}-delivery`],
      ["manifests/*", `${ROLE}-export`],
    ]);
  });

  it("count what Firehose refused, which the alarm of the streaming looks at", () => {
    const { name, filter } = of("aws_s3_bucket_metric", RAW);
    expect(filter).to.deep.equal({ prefix: "errors/" });
    const alarms = resources(synth("streaming"), "aws_cloudwatch_metric_alarm");
    expect(JSON.stringify(alarms)).to.include(`"FilterId":"${String(name)}"`);
  });

  it("expire parts, streamed files, errors and results, and never a manifest", () => {
    const rules = of("aws_s3_bucket_lifecycle_configuration", RAW).rule as Resource[];
    const expiring = rules.filter(({ expiration }) => expiration !== undefined);
    expect(expiring.map(({ filter, expiration }) => [filter, expiration])).to.deep.equal([
      [[{ prefix: "data/batch/" }], [{ days: SETTINGS.retention.batchDays }]],
      [[{ prefix: "data/stream/" }], [{ days: SETTINGS.retention.streamDays }]],
      [[{ prefix: "errors/" }], [{ days: SETTINGS.retention.errorDays }]],
      [[{ prefix: "upstream/" }], [{ days: SETTINGS.retention.batchDays }]],
      [[{ prefix: "runs/" }], [{ days: 30 }]],
    ]);
    const gone = rules.filter(
      (rule) => JSON.stringify(rule.noncurrent_version_expiration) === '[{"noncurrent_days":1}]',
    );
    expect(
      gone.map(({ filter }) => filter),
      "what may have columns that are not listed",
    ).to.deep.equal([[{ prefix: "errors/" }], [{ prefix: "upstream/" }]]);
  });
});

describe("The roles of snowflake-to-postgres", () => {
  const all = once(() => [...synthModules().values()]);
  const allowed = (part: string) =>
    all()
      .flatMap((stack) => rightsOf(stack, `${NAME}-${part}`))
      .flatMap(({ Action, Resource = [] }) => Action.flatMap((action) => Resource.map((on) => `${action} ${on}`)));
  const raw = `arn:aws:s3:::${RAW}`;
  const roles = () => all().flatMap((stack) => resources(stack, "aws_iam_role").map(({ name }) => String(name)));

  it("pair every right on objects with the key's: who writes makes data keys, who reads decrypts", () => {
    for (const role of roles()) {
      // What is deployed is no data, and has S3's own key.
      const rights = allowed(role.replace(`${NAME}-`, ""))
        .filter((right) => !right.endsWith("/assets/*"))
        .join("\n");
      if (rights.includes(`s3:PutObject ${raw}`))
        expect(rights, role).to.match(/kms:GenerateDataKey \$\{data\.aws_kms/);
      if (rights.includes(`s3:GetObject ${raw}`)) expect(rights, role).to.match(/kms:Decrypt \$\{data\.aws_kms/);
    }
  });

  it("let nobody read what Firehose could not transform, nor list its names", () => {
    for (const role of roles()) {
      const rights = allowed(role.replace(`${NAME}-`, "")).filter((right) => right.startsWith("s3:Get"));
      expect(rights.join("\n"), role).not.to.match(/errors\/|fixture\/\*/);
    }
  });

  it("let Snowflake write parts and read what is loaded into it, and delete nothing", () => {
    const rights = allowed("unload").filter((right) => right.includes("Object"));
    expect(rights).to.deep.equal([
      `s3:GetObject ${raw}/upstream/*`,
      `s3:GetObjectVersion ${raw}/upstream/*`,
      `s3:PutObject ${raw}/data/batch/*`,
    ]);
  });

  it("let the export write manifests and no part, and read one secret", () => {
    const rights = allowed("export");
    expect(rights).to.include.members([
      `s3:PutObject ${raw}/manifests/*`,
      `secretsmanager:GetSecretValue ${SETTINGS.export.privateKeyArn}`,
    ]);
    expect(rights.join("\n")).not.to.match(/Object arn\S*data\/|Delete|rds-db/);
  });

  it("let the sync read parts and manifests, log in as one user, and write nothing", () => {
    const rights = allowed("sync");
    const logIn = rights.filter((right) => right.startsWith("rds-db:"));
    expect(logIn).to.have.length(1);
    expect(logIn[0]).to.match(/dbuser:\$\{data\.aws_db_instance\.\w+\.resource_id\}\/clearwell_sync$/);
    expect(rights.join("\n")).not.to.match(/s3:(Put|Delete)|secretsmanager/);
  });

  it("let the bastion read the tables' SQL and the administrator's secret, and no row", () => {
    const rights = allowed("bastion").filter((right) => /^(s3|secretsmanager):/.test(right));
    expect(rights[0]).to.equal(`s3:GetObject ${raw}/assets/*`);
    expect(rights[1]).to.match(
      /^secretsmanager:GetSecretValue \$\{data\.aws_db_instance\.\w+\.master_user_secret\[0\]/,
    );
    expect(rights).to.have.length(2);
  });

  it("let the machine of the sync start workers of itself, read their list and write their results", () => {
    const machine = `arn:aws:states:us-west-2:111122223333:stateMachine:${NAME}-sync`;
    expect(allowed("do-sync")).to.include.members([
      `states:StartExecution ${machine}`,
      `states:StopExecution arn:aws:states:us-west-2:111122223333:execution:${NAME}-sync/*`,
      `s3:GetObject ${raw}/manifests/*`,
      `s3:PutObject ${raw}/runs/*`,
    ]);
    expect(allowed("do-run")).to.include.members([
      `states:StartExecution ${machine}`,
      `glue:StartCrawler arn:aws:glue:us-west-2:111122223333:crawler/${NAME}-batch-crawler`,
      "events:PutRule arn:aws:events:us-west-2:111122223333:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule",
    ]);
  });
});
