import { expect } from "chai";
import { SOURCE_METRICS } from "../../../contracts/source-metrics.ts";
import { readEnvironment } from "../../../functions/source-columns/environment.ts";
import { alarmOf, once, only, type Resource, resources, rightsOf, type Terraform } from "../synth.ts";
import { production, SETTINGS, WITH_OPTIONS } from "./fixtures.ts";
import { synth } from "./synth.ts";

const NAME = "clearwell-production-us-west-2-relational-columns";
const STACK = "production-us-west-2-relational-to-snowflake";
const SECRET = "arn:aws:secretsmanager:us-west-2:111122223333:secret:fixture";

describe("The check of the sources", () => {
  const stack = once(() => synth());
  const withOptions = once(() => synth(production(WITH_OPTIONS)));
  const settingsIn = (it: Terraform) => readEnvironment(functionIn(it).environment?.variables);

  it("knows how to find and read each source, as strictly as DMS", () => {
    expect(settingsIn(stack())).to.deep.equal({
      stack: STACK,
      databases: {
        clinic: {
          engine: "mysql",
          schema: "clinic",
          cdc: true,
          secretArn: `${SECRET}/clinic-catalog-AbCdEf`,
          tls: "verify-full",
        },
        ledger: {
          engine: "postgres",
          schema: "public",
          cdc: true,
          secretArn: `${SECRET}/ledger-catalog-AbCdEf`,
          tls: "verify-full",
        },
      },
    });
    expect(settingsIn(withOptions()).databases).to.deep.include({
      clinic: {
        engine: "mysql",
        schema: "clinic",
        tables: ["rooms"],
        cdc: false,
        secretArn: `${SECRET}/clinic-catalog-AbCdEf`,
        secretsManagerEndpoint: "vpce-0123-4567.secretsmanager.us-west-2.vpce.amazonaws.com",
        tls: "verify-ca",
      },
    });
    expect(settingsIn(withOptions()).databases.ledger).to.include({
      schema: "books",
      heartbeatSchema: "heartbeat",
      tls: "unverified",
    });
  });

  it("trusts Amazon's own CAs, which databases in RDS have", () => {
    expect(functionIn(stack()).environment?.variables).to.include({
      NODE_EXTRA_CA_CERTS: "/var/runtime/ca-cert.pem",
    });
  });

  it("is in the subnets and groups of the replication instance, and runs once a day", () => {
    const instance = only(stack(), "aws_dms_replication_instance");
    const { subnet_ids } = only(stack(), "aws_dms_replication_subnet_group");
    expect(functionIn(stack()).vpc_config).to.deep.equal({
      subnet_ids,
      security_group_ids: instance.vpc_security_group_ids,
    });
    const schedules = resources(stack(), "aws_scheduler_schedule").filter(({ name }) => name === NAME);
    expect(schedules.map(({ schedule_expression }) => schedule_expression)).to.deep.equal(["rate(1 day)"]);
    expect(JSON.stringify(rightsOf(stack(), "clearwell-production-us-west-2-relational-daily"))).to.include(NAME);
  });

  it("may read the logins of the catalogs, not those of DMS, and no bucket", () => {
    const allowed = (it: Terraform) => rightsOf(it, NAME).filter(({ Effect }) => Effect === "Allow");
    const [secrets, keys, ...others] = allowed(withOptions());
    expect(secrets).to.deep.include({
      Action: ["secretsmanager:GetSecretValue"],
      Resource: [`${SECRET}/clinic-catalog-AbCdEf`, `${SECRET}/ledger-catalog-AbCdEf`],
    });
    expect(keys).to.deep.include({
      Action: ["kms:Decrypt"],
      Resource: [WITH_OPTIONS.databases.clinic?.catalogSecret.secretKeyArn],
    });
    const services = others.flatMap(({ Action }) => Action.map((action) => action.split(":")[0]));
    expect(new Set(services)).to.deep.equal(new Set(["logs", "ec2"]));
    expect(JSON.stringify(allowed(stack()))).not.to.include("kms:");
    for (const { secretArn } of Object.values(SETTINGS.databases))
      expect(JSON.stringify(allowed(stack()))).not.to.include(secretArn);
  });

  it("has alarms on metrics that the function emits: on a finding, and on a rise of the columns that are not listed", () => {
    const findings = alarmOf(stack(), "relational-source-findings");
    expect(findings).to.deep.include({
      namespace: "clearwell",
      metric_name: "SourceFindings",
      threshold: 0,
      comparison_operator: "GreaterThanThreshold",
      dimensions: { service: "source-columns", stack: STACK },
    });
    const [unlisted, more] = alarmOf(stack(), "relational-new-source-column").metric_query as Resource[];
    expect(unlisted?.metric).to.deep.include({
      namespace: "clearwell",
      metric_name: "UnlistedColumns",
      dimensions: { service: "source-columns", stack: STACK },
    });
    expect(more).to.include({ expression: "DIFF(unlisted)", return_data: true });
    expect(Object.keys(SOURCE_METRICS)).to.have.members([findings.metric_name, "UnlistedColumns"]);
  });

  it("answers before an operator's client gives up waiting", () => {
    expect(functionIn(stack()).timeout).to.be.below(60);
  });
});

function functionIn(
  stack: Terraform,
): Resource & { readonly environment?: { readonly variables: Record<string, string> } } {
  const found = resources(stack, "aws_lambda_function").find(({ function_name }) => function_name === NAME);
  if (found === undefined) throw new Error("no function");
  return found;
}
