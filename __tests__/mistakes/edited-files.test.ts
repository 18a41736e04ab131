import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { mistakesIn } from "../../command/edited-files.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { REPOSITORY } from "../local/repository-copy.ts";
import { literalOf, PRIMARY, STAGING } from "../stacks/fixtures.ts";

const SHARED = [
  "package.json",
  "tsconfig.json",
  "tsconfig.edited.json",
  "contracts/contract.ts",
  "contracts/field.ts",
  "contracts/kinds.ts",
  "contracts/mask.ts",
  "contracts/star.ts",
  "contracts/table.ts",
  "contracts/watermark-table.ts",
  "contracts/source.ts",
  "environments/edited.types.ts",
  "stacks/environment.ts",
  "stacks/environment-settings.ts",
  "stacks/freshness.ts",
  "stacks/mails.ts",
  "stacks/stream-capacity.ts",
  "stacks/mongodb-to-redshift/network-settings.ts",
  "stacks/mongodb-to-redshift/redshift-settings.ts",
  "stacks/snowflake-to-postgres/postgres-settings.ts",
  "stacks/mongodb-to-redshift/settings.ts",
  "stacks/snowflake-to-postgres/settings.ts",
  "stacks/mongodb-to-snowflake/settings.ts",
  "stacks/mysql-to-snowflake/settings.ts",
  "stacks/network/group-request.ts",
  "stacks/network/services.ts",
  "stacks/network/settings.ts",
  "stacks/relational-to-snowflake/settings.ts",
  "warehouse/snowflake/settings.ts",
];
const INDEX = `import { tickets } from "./desk/tickets.ts";
import type { AllowList } from "./mask.ts";
import type { Sources } from "./source.ts";
export const EXPECTED_FIELDS_FOR_ANALYTICS: AllowList = { tickets };
export const SOURCES: Sources = { desk: { engine: "mongodb", collections: EXPECTED_FIELDS_FOR_ANALYTICS } };
`;
const TICKETS = `import type { Contract } from "../contract.ts";
export const tickets: Contract = {
  state: true,
  address: { country: true },
  array_labels: "json",
};
`;
const A_FIELD =
  'write `true`, a type such as "date", a class such as `pii("email")`, "json", "key" or a nested contract';
const SETTINGS = "stacks/environment.ts or stacks/<pipeline>/settings.ts";
const ENVIRONMENTS = environments([PRIMARY, STAGING]);

describe("A mistake in the files that users edit", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "clearwell-"));
    for (const file of SHARED) cpSync(join(REPOSITORY, file), join(folder, file), { recursive: true });
    symlinkSync(join(REPOSITORY, "node_modules"), join(folder, "node_modules"), "junction");
    write("contracts/index.ts", INDEX);
    write("contracts/desk/tickets.ts", TICKETS);
    write("environments/environments.ts", ENVIRONMENTS);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function write(file: string, text: string): void {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }

  it("is not reported if there is none", () => {
    expect(mistakesIn(folder)).to.deep.equal([]);
  });

  it("is reported with file, line, column and remedy, all mistakes at once", () => {
    write("contracts/desk/tickets.ts", TICKETS.replace("true,", "ture,").replace("country: true", "country: false"));
    const { dms: _, ...withoutDms } = PRIMARY;
    const wrong = [withoutDms, { ...STAGING, deployDms: "yes" }, { ...STAGING, snowpipeSqsARN: "arn" }];
    write("environments/environments.ts", environments(wrong));
    const lineOf = (setting: string) => environments(wrong).split(setting)[0]?.split("\n").length;
    const found = mistakesIn(folder);
    // The type of a mask may get more members.
    const shown = found.map(({ where, problem }) => {
      return { where, problem: problem.replace(/type '[^']*FieldContract[^']*'/, "what a contract takes") };
    });
    expect(shown).to.deep.equal([
      { where: "contracts/desk/tickets.ts:3:10", problem: "Cannot find name 'ture'." },
      {
        where: "contracts/desk/tickets.ts:4:14",
        problem: "Type 'false' is not assignable to what a contract takes.",
      },
      { where: `environments/environments.ts:${lineOf('"mongodb-to-snowflake"')}:5`, problem: "`dms` is missing" },
      {
        where: `environments/environments.ts:${lineOf('deployDms: "yes"')}:7`,
        problem: "Type 'string' is not assignable to type 'boolean'.",
      },
      {
        where: `environments/environments.ts:${lineOf("snowpipeSqsARN")}:7`,
        problem: "`snowpipeSqsARN` is not known here. Did you mean to write 'snowpipeSqsArn'?",
      },
    ]);
    expect(found.map(({ remedy }) => remedy)).to.deep.equal([
      A_FIELD,
      A_FIELD,
      `write it; ${SETTINGS} explains it`,
      `write what ${SETTINGS} says about the setting, text in quotes: "…"`,
      `remove it, or spell it as ${SETTINGS} does`,
    ]);
  });

  it("is reported for a class and for a table, too, once each", () => {
    write(
      "contracts/desk/tickets.ts",
      TICKETS.replace("state: true", 'state: pii("emial")').replace(
        "import",
        'import { pii } from "../field.ts";\nimport',
      ),
    );
    write(
      "contracts/shop/users.ts",
      `import { table } from "../table.ts";
export const users = table({
  key: ["idd"],
  columns: { id: "integer" },
});
export const plans = table({ key: ["id"], columns: { id: true } });
export const orders = table({ columns: { id: "integer" } });
`,
    );
    write("contracts/index.ts", `export { users } from "./shop/users.ts";\n${INDEX}`);
    expect(mistakesIn(folder).map(({ where, remedy }) => [where, remedy])).to.deep.equal([
      ["contracts/desk/tickets.ts:4:14", "write a kind of contracts/kinds.ts, or a type"],
      ["contracts/shop/users.ts:3:9", "write one of these"],
      ["contracts/shop/users.ts:6:54", A_FIELD],
      ["contracts/shop/users.ts:7:29", "write it; contracts/table.ts explains it"],
    ]);
  });

  it("keeps a command from starting, without a stack trace", () => {
    for (const file of ["command", "contracts/problem.ts"])
      cpSync(join(REPOSITORY, file), join(folder, file), { recursive: true });
    const start = () => {
      const args = ["--import", "tsx", "--import", "./command/check-edited.ts", "contracts/index.ts"];
      const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
      return { status, stdout, stderr };
    };
    expect(start()).to.deep.equal({ status: 0, stdout: "", stderr: "" });
    write("contracts/desk/tickets.ts", TICKETS.replace("true,", "true"));
    expect(start()).to.deep.equal({
      status: 1,
      stdout: "",
      stderr: [
        "1 problem\n",
        "contracts/desk/tickets.ts:4:3",
        "  problem: ',' expected.",
        "  remedy:  correct it here, or at the end of the line before\n",
      ].join("\n"),
    });
  });

  it("is reported if a comma, a quote or a bracket is missing", () => {
    write("contracts/desk/tickets.ts", TICKETS.replace("true,", "true"));
    write("environments/environments.ts", ENVIRONMENTS.replace('"production"', '"production'));
    expect(mistakesIn(folder).map(({ where }) => where)).to.include.members([
      "contracts/desk/tickets.ts:4:3",
      "environments/environments.ts:5:30",
    ]);
  });

  it("is reported if the list or the environments have another name, which nothing else would find", () => {
    write("contracts/index.ts", INDEX.replace("EXPECTED_FIELDS_FOR_ANALYTICS", "EXPECTED_FIELDS"));
    write("environments/environments.ts", ENVIRONMENTS.replace("export const ENVIRONMENTS", "const ENVIRONMENTS"));
    const found = mistakesIn(folder);
    const problems = found.map(({ problem }) => problem).join("\n");
    expect(problems).to.match(/"\.\.\/contracts\/index\.ts".* no exported member .*EXPECTED_FIELDS_FOR_ANALYTICS/);
    expect(problems).to.match(/"\.\/environments\.ts"' declares 'ENVIRONMENTS' locally, but it is not exported/);
    expect(found.map(({ remedy }) => remedy)).to.include("export it there, under this name");
  });

  it("is reported for a contract that is not imported, and for one that is imported and not listed", () => {
    write("contracts/desk/people.ts", TICKETS.replace("tickets", "people"));
    expect(mistakesIn(folder)).to.deep.equal([
      {
        where: "contracts/desk/people.ts",
        problem: "contracts/index.ts does not import it, so nothing of it is replicated",
        remedy: "import it there, and add it at the end of the list; or delete the file",
      },
    ]);
    write("contracts/index.ts", `import { people } from "./desk/people.ts";\n${INDEX}`);
    expect(mistakesIn(folder)).to.deep.equal([
      {
        where: "contracts/index.ts:1:10",
        problem: "'people' is declared but its value is never read.",
        remedy: "use it, or remove it; a contract goes into the list of contracts/index.ts",
      },
    ]);
    write("contracts/index.ts", INDEX.replace("{ tickets }", "{ tickets, people }").replace(/^import.*people.*$/m, ""));
    expect(mistakesIn(folder).map(({ remedy }) => remedy)).to.include("import it");
  });
});

function environments(all: readonly object[]): string {
  const list = JSON.stringify(
    all.map((each) => literalOf(each as MongodbToSnowflake)),
    null,
    2,
  ).replaceAll(/"(\w+)":/g, "$1:");
  return `import type { EnvironmentSettings } from "../stacks/environment-settings.ts";\n\nexport const ENVIRONMENTS: readonly EnvironmentSettings[] = ${list};\n`;
}
