import { expect } from "chai";
import { readEnvironment } from "../../../functions/producer/environment.ts";
import type { DatabaseSettings, MysqlToSnowflakeSettings } from "../../../stacks/mysql-to-snowflake/settings.ts";
import { type Resource, resources, statements, type Terraform } from "../synth.ts";
import { production, SETTINGS, WITH_OPTIONS, withShop } from "./fixtures.ts";
import { synth } from "./synth.ts";

const LOGINS = {
  iam: (SETTINGS.databases.shop as DatabaseSettings).login,
  secret: (WITH_OPTIONS.databases.club as DatabaseSettings).login,
};

/** What a role's actions call, by their prefix: the endpoint's service and the variable that leads there. Others need none. */
const CALLED: Readonly<Record<string, readonly [service: string, variable: string]>> = {
  kinesis: ["kinesis-streams", "AWS_ENDPOINT_URL_KINESIS"],
  ssm: ["ssm", "AWS_ENDPOINT_URL_SSM"],
  secretsmanager: ["secretsmanager", "AWS_ENDPOINT_URL_SECRETS_MANAGER"],
};
/** Kinesis and Secrets Manager call KMS, tokens are signed in the function, Lambda itself writes logs and makes interfaces. */
const NOT_CALLED = ["kms", "rds-db", "logs", "ec2"];

describe("[K-20, K-21] What a producer may do, and what it reaches", () => {
  for (const login of ["iam", "secret"] as const)
    for (const endpoints of ["make", "exist", "nat"] as const) {
      const make = () => synth(production({ ...withShop({ login: LOGINS[login] }), ...networkWith(endpoints) }));
      it(`are the same, with a login by ${login} and endpoints "${endpoints}"`, () => {
        const stack = make();
        const allowed = rightsOfProducer(stack);
        expect(Object.keys(CALLED).concat(NOT_CALLED)).to.include.members([...allowed.keys()]);
        const called = [...allowed.keys()].filter((prefix) => Object.hasOwn(CALLED, prefix));
        expect(called).to.have.length(login === "secret" ? 3 : 2);
        if (endpoints === "make") expectEndpoints(stack, called, allowed);
        else expectAnywhere(stack);
      });
    }

  it("log in by a token of the one user of the one server, or by the one secret, as the function is told", () => {
    const byToken = synth(production(withShop({ login: LOGINS.iam })));
    expect(readEnvironment(variablesOf(byToken)).login).to.deep.equal({
      ...{ by: "iam", host: "shop.abc.us-west-2.rds.amazonaws.com", port: 3306, user: "producer" },
    });
    expect(resourcesOf(byToken, "LogIn")).to.deep.equal([
      "arn:aws:rds-db:us-west-2:111122223333:dbuser:db-FIXTURE1FIXTURE/producer",
    ]);
    const bySecret = synth(production(withShop({ login: LOGINS.secret })));
    const secretArn = "arn:aws:secretsmanager:us-west-2:111122223333:secret:fixture/club-AbCdEf";
    expect(readEnvironment(variablesOf(bySecret)).login).to.deep.equal({ by: "secret", secretArn });
    expect(JSON.stringify(producerPolicy(bySecret)))
      .to.include(secretArn)
      .and.not.include("rds-db");
  });
});

/** Each service that is called has an endpoint that lets through what the role may do; the way there is open, and no other. */
function expectEndpoints(stack: Terraform, called: readonly string[], allowed: ReadonlyMap<string, readonly string[]>) {
  const endpoints = Object.entries(stack.resource?.aws_vpc_endpoint ?? {});
  expect(endpoints).to.have.length(called.length);
  for (const prefix of called) {
    const [service = "", variable = ""] = CALLED[prefix] ?? [];
    const [id, endpoint] = endpoints.find(([, each]) => String(each.service_name).endsWith(`.${service}`)) ?? [];
    const passes = statements(endpoint?.policy).flatMap(({ Action }) => Action);
    expect(passes, service).to.have.members([...(allowed.get(prefix) ?? [])]);
    expect(variablesOf(stack)[variable]).to.equal(`https://\${aws_vpc_endpoint.${id}.dns_entry[0].dns_name}`);
  }
  const out = resources(stack, OUT).filter(({ from_port }) => from_port === 443);
  const back = resources(stack, IN).filter(({ from_port }) => from_port === 443);
  expect(out.map(({ referenced_security_group_id }) => [referenced_security_group_id].flat())).to.deep.equal(
    back.map(({ security_group_id }) => [security_group_id]),
  );
  for (const [, { security_group_ids }] of endpoints)
    expect(security_group_ids).to.deep.equal(
      out.map(({ referenced_security_group_id }) => referenced_security_group_id),
    );
  expect(out[0]).not.to.have.property("cidr_ipv4");
}

/** Endpoints that exist have the services' usual names, by private DNS; behind NAT they have public addresses. */
function expectAnywhere(stack: Terraform) {
  expect(stack.resource).not.to.have.property("aws_vpc_endpoint");
  expect(Object.keys(variablesOf(stack)).filter((name) => name.startsWith("AWS_ENDPOINT"))).to.deep.equal([]);
  const out = resources(stack, OUT).filter(({ from_port }) => from_port === 443);
  expect(out.map(({ cidr_ipv4 }) => cidr_ipv4)).to.deep.equal(["0.0.0.0/0"]);
}

const OUT = "aws_vpc_security_group_egress_rule";
const IN = "aws_vpc_security_group_ingress_rule";

function networkWith(endpoints: "make" | "exist" | "nat"): Partial<MysqlToSnowflakeSettings> {
  return { producerNetwork: { ...SETTINGS.producerNetwork, endpoints } };
}

function producerPolicy(stack: Terraform) {
  const policy = resources(stack, "aws_iam_role_policy").find(({ role }) => String(role).includes("shop-producer"));
  return statements(policy?.policy);
}

function resourcesOf(stack: Terraform, sid: string) {
  return producerPolicy(stack).find(({ Sid }) => Sid === sid)?.Resource;
}

/** Actions by their prefix: `kinesis` -> `kinesis:PutRecords`. */
function rightsOfProducer(stack: Terraform): ReadonlyMap<string, readonly string[]> {
  const actions = producerPolicy(stack).flatMap(({ Action }) => Action);
  const prefixes = new Set(actions.map(prefixOf));
  return new Map([...prefixes].map((prefix) => [prefix, actions.filter((action) => prefixOf(action) === prefix)]));
}

function prefixOf(action: string): string {
  return action.split(":")[0] ?? "";
}

function variablesOf(stack: Terraform): Record<string, string> {
  const producer = resources(stack, "aws_lambda_function").find(({ function_name }) =>
    String(function_name).endsWith("-producer"),
  );
  const { variables } = (producer?.environment ?? {}) as Resource;
  return variables as Record<string, string>;
}
