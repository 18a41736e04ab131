import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import pg from "pg";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../../../local/postgres/embedded.ts";
import { only, type Resource, resources, rightsOf } from "../synth.ts";
import { GIVEN_NETWORK, production, WITH_OPTIONS } from "./fixtures.ts";
import { synth, synthNetwork } from "./synth.ts";

const SECRET = "not-in-any-log";
const INIT = "stacks/snowflake-to-postgres/bastion-init.sh";

// The script is the one of the stack's JSON. In place of AWS's programs are small ones that write down how they were called.
describe("The bastion's user data", function () {
  this.timeout(60_000);
  let postgres: EmbeddedPostgres;
  let folder: string;

  before(async () => {
    postgres = await startEmbeddedPostgres();
    await postgres.run("CREATE DATABASE clearwell");
  });
  after(() => postgres.stop());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "bastion-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("[I-24, I-25] makes the tables and the users, without a key, and can run again", async () => {
    for (const _run of ["first", "second"]) {
      const { status, output } = run(stack());
      expect(status, output).to.equal(0);
      expect(output).to.include("tables are made");
    }
    const tables = await ask("SELECT table_name FROM information_schema.tables WHERE table_schema = 'bazaar'");
    expect(tables.map(({ table_name }) => table_name)).to.have.members(["sales", "shelves"]);
    expect(
      await ask(
        "SELECT conname FROM pg_constraint JOIN pg_namespace n ON n.oid = connamespace WHERE contype IN ('p', 'u') AND nspname = 'bazaar'",
      ),
    ).to.deep.equal([]);
    const [user] = await ask("SELECT rolcanlogin FROM pg_roles WHERE rolname = 'clearwell_sync'");
    expect(user).to.deep.equal({ rolcanlogin: true });
  });

  it("fetches exactly the SQL of the contracts, and runs none that differs", async () => {
    const { status, output, calls } = run(stack(), { changed: "DROP TABLE bazaar.sales;" });
    expect(status).not.to.equal(0);
    expect(output).to.include("FAILED");
    expect(calls.join("\n")).not.to.include("psql");
  });

  it("knows whom it talks to, and logs no password", () => {
    const { output, calls } = run(stack());
    const [psql = ""] = calls.filter((call) => call.startsWith("psql"));
    expect(psql).to.include("sslmode=verify-full").and.include("/ca.pem").and.include("host=made-up-host");
    expect(psql).to.include("user=clearwell_admin").and.include("database=clearwell");
    expect(calls.filter((call) => call.startsWith("curl"))[0]).to.include(
      "https://truststore.pki.rds.amazonaws.com/us-west-2/us-west-2-bundle.pem",
    );
    expect(output + calls.join("\n")).not.to.include(SECRET);
  });

  it("tries again what fails at first, and says what to do if it stays", () => {
    const once = run(stack(), { failures: { dnf: 2, psql: 1 } });
    expect(once.status, once.output).to.equal(0);
    const never = run(stack(), { failures: { aws: 99 } });
    expect(never.status).to.equal(1);
    expect(never.output).to.include("npm run -s ops -- tables STACK --apply");
  });

  it("is small, and Terraform takes it as it is", () => {
    const script = readFileSync(INIT, "utf8");
    expect(script.length).to.be.below(4096);
    expect(script).not.to.match(/[$%]\{/);
    expect(userDataOf(stack()).length).to.be.below(16_384);
  });

  const stack = () => synth("bastion");
  const ask = async (sql: string) => {
    const own = new pg.Client({ host: "127.0.0.1", port: postgres.port, user: "postgres", database: "clearwell" });
    await own.connect();
    return own
      .query(sql)
      .then(({ rows }) => rows as readonly Resource[])
      .finally(() => own.end());
  };

  interface Faults {
    /** SQL in place of what is in the bucket. */
    readonly changed?: string;
    /** Calls of a program that fail before one succeeds. */
    readonly failures?: Readonly<Record<string, number>>;
  }

  function run(json: ReturnType<typeof stack>, { changed, failures = {} }: Faults = {}) {
    const bin = join(folder, "bin");
    mkdirSync(bin, { recursive: true });
    const log = join(folder, "calls");
    writeFileSync(log, "");
    writeFileSync(join(folder, "object.sql"), changed ?? String(only(json, "aws_s3_object").content));
    for (const name of ["aws", "curl", "dnf", "jq", "psql"]) {
      writeFileSync(join(folder, `${name}.failures`), String(failures[name] ?? 0));
      writeFileSync(join(bin, name), `#!${process.execPath}\n${program(name)}`);
      chmodSync(join(bin, name), 0o755);
    }
    const script = join(folder, "user-data");
    writeFileSync(script, userDataOf(json));
    const { status, stdout, stderr } = spawnSync("bash", [script], {
      encoding: "utf8",
      env: {
        PATH: `${bin}:/usr/local/bin:/usr/bin:/bin:${dirname(process.execPath)}`,
        FOLDER: folder,
        SERVER_PORT: String(postgres.port),
        MODULES: process.cwd(),
        SECRET,
      },
    });
    return { status, output: stdout + stderr, calls: readFileSync(log, "utf8").split("\n") };
  }
});

/** With what AWS has named in place of the references. */
function userDataOf(json: ReturnType<typeof synth>): string {
  return String(only(json, "aws_instance").user_data)
    .replace(/\$\{aws_s3_object\.[\w-]+\.key\}/, String(only(json, "aws_s3_object").key))
    .replace(/\$\{data\.aws_db_instance\.\w+\.address\}/, "made-up-host")
    .replace(/\$\{data\.aws_db_instance\.\w+\.master_user_secret\[0\]\.secret_arn\}/, "made-up-secret")
    .replace(/PAUSE_SECONDS='\d+'/, "PAUSE_SECONDS='0'");
}

/** A program in place of AWS's, in Node, as an old script. */
function program(name: string): string {
  return `
const { appendFileSync, copyFileSync, readFileSync, writeFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { env, argv } = process;
const [, , ...args] = argv;
const note = (text) => appendFileSync(env.FOLDER + "/calls", text + "\\n");
const left = Number(readFileSync(env.FOLDER + "/${name}.failures", "utf8"));
if (left > 0) {
  writeFileSync(env.FOLDER + "/${name}.failures", String(left - 1));
  process.exit(1);
}
const programs = {
  dnf: () => note("dnf " + args.join(" ")),
  curl: () => { note("curl " + args.join(" ")); writeFileSync(args[args.indexOf("-o") + 1], "made up"); },
  aws: () => {
    note("aws " + args.join(" "));
    if (args[0] === "s3") copyFileSync(env.FOLDER + "/object.sql", args.at(-1));
    else console.log(JSON.stringify({ username: "clearwell_admin", password: env.SECRET }));
  },
  jq: () => console.log(JSON.parse(readFileSync(args[2], "utf8"))[args[1].slice(1)]),
  psql: async () => {
    note(\`psql host=\${env.PGHOST} user=\${env.PGUSER} database=\${env.PGDATABASE} sslmode=\${env.PGSSLMODE} \${env.PGSSLROOTCERT}\`);
    const { Client } = createRequire(env.MODULES + "/package.json")("pg");
    const client = new Client({ host: "127.0.0.1", port: Number(env.SERVER_PORT), user: "postgres", database: env.PGDATABASE, ssl: false });
    await client.connect();
    await client.query(readFileSync(args.at(-1), "utf8"));
    await client.end();
  },
};
programs["${name}"]();
`;
}

describe("The bastion", () => {
  const machine = (environment = production()) => only(synth("bastion", environment), "aws_instance");
  const ingress = (environment = production()) =>
    resources(synthNetwork(environment), "aws_vpc_security_group_ingress_rule").filter(
      ({ cidr_ipv4 }) => cidr_ipv4 !== undefined,
    );

  it("[I-25] is in a public subnet, takes version 2 of the metadata service only, and has an encrypted disk", () => {
    expect(machine()).to.deep.include({ associate_public_ip_address: true, user_data_replace_on_change: true });
    expect(JSON.stringify(machine().subnet_id)).to.include("public-subnets");
    expect(machine().metadata_options).to.deep.include({ http_tokens: "required", http_put_response_hop_limit: 1 });
    expect(machine().root_block_device).to.deep.include({ encrypted: true });
    expect(machine().key_name).to.equal(undefined);
  });

  it("is replaced if its tables change, and not for a newer image", () => {
    expect(machine().user_data).to.match(/TABLES_KEY='\$\{aws_s3_object\.create-tables\.key\}'/);
    expect((machine().lifecycle as Resource).ignore_changes).to.deep.equal(["ami"]);
    const { key } = only(synth("bastion"), "aws_s3_object");
    const { key: other } = only(synth("bastion", production({ tables: ["sales"] })), "aws_s3_object");
    expect(key)
      .to.match(/^assets\/create_tables-[0-9a-f]{16}\.sql$/)
      .and.not.equal(other);
  });

  it("lets nobody connect, or administrators' addresses by SSH if the settings name them", () => {
    expect(ingress()).to.deep.equal([]);
    const [ssh, ...others] = ingress(production(WITH_OPTIONS));
    expect(others).to.deep.equal([]);
    expect(ssh).to.deep.include({ cidr_ipv4: "203.0.113.7/32", from_port: 22, to_port: 22, ip_protocol: "tcp" });
    expect(machine(production(WITH_OPTIONS)).key_name).to.equal("administrators");
  });

  it("makes its own group in a network that is given, from which PostgreSQL's lets it in", () => {
    const given = synth("bastion", { ...production(WITH_OPTIONS), network: GIVEN_NETWORK });
    expect(only(given, "aws_security_group").name).to.equal("clearwell-production-us-west-2-network-postgres-bastion");
    const rules = resources(given, "aws_vpc_security_group_ingress_rule");
    expect(rules.map(({ from_port }) => from_port)).to.have.members([5432, 22]);
  });

  it("has Session Manager's rights, and no managed policy", () => {
    const actions = rightsOf(synth("bastion"), "clearwell-production-us-west-2-postgres-bastion").flatMap(
      ({ Action }) => Action,
    );
    expect(actions).to.include.members(["ssm:UpdateInstanceInformation", "ssmmessages:OpenDataChannel"]);
    expect(synth("bastion").resource).not.to.have.property("aws_iam_role_policy_attachment");
  });
});
