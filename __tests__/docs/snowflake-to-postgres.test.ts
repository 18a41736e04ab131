import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { run } from "../../ops/run.ts";
import type { Session } from "../../ops/session.ts";
import { MODULES } from "../../stacks/snowflake-to-postgres/names.ts";
import { PERSONAL_READER, READER } from "../../warehouse/postgres/roles.ts";
import { recorder } from "../command/recorder.ts";
import { SETTINGS, WITH_OPTIONS } from "../stacks/snowflake-to-postgres/fixtures.ts";
import { synth } from "../stacks/snowflake-to-postgres/synth.ts";

describe("docs/snowflake-to-postgres.md", () => {
  const page = readFileSync("docs/snowflake-to-postgres.md", "utf8");
  const runbook = readFileSync("docs/runbook.md", "utf8");
  /** The cells of a table's rows, by the name in its first column. */
  const rows = new Map(
    [...page.matchAll(/^\| `([^`]+)`[^|]* \| (.+) \|$/gm)].map(([, name = "", cells = ""]) => [name, cells] as const),
  );

  it("[I-02] names a place here for each folder of the project that this one follows, and the place exists", () => {
    for (const folder of [
      ".github/workflows",
      "functions/modules",
      "terraform/modules",
      "terraform/dev",
      "terraform/assets",
    ])
      expect(rows.get(folder), folder).to.be.a("string");
    const places = ["functions/modules", "terraform/modules", "terraform/dev"].flatMap((folder) =>
      [...(rows.get(folder) ?? "").matchAll(/`([\w/-]+)`/g)].map(([, place = ""]) => place),
    );
    expect(places).to.have.length.above(4);
    for (const place of places) expect(existsSync(place), place).to.equal(true);
  });

  it("[I-34] names a command for each script of that project, and each command exists", async () => {
    for (const script of [
      ...["snowflake_upload.py", "batch_ingestion.py", "create_tables.sql"],
      ...["streaming_data_publisher.py"],
    ])
      expect(rows.get(script), script).to.be.a("string");
    const commands = new Set([...page.matchAll(/ops -- (\w+)/g)].map(([, command = ""]) => command));
    expect(commands).to.include.keys("load", "export", "sync", "tables", "events", "order");
    for (const command of commands) expect(await exitCode(command, "--help"), command).to.equal(0);
  });

  it("names every module, with a workflow of its own", () => {
    for (const module of MODULES) expect(rows.has(module), module).to.equal(true);
    const workflows = readdirSync(".github/workflows");
    for (const module of MODULES) expect(workflows).to.include(`postgres-${module}.yml`);
  });

  it("[I-46] has a diagram", () => {
    expect(page).to.include("```mermaid");
  });

  it("[I-33, I-39, I-40] says how to deploy by hand, and to another account of AWS and of Snowflake", () => {
    for (const step of ["init", "plan -out=plan", "apply plan"])
      expect(page).to.include(
        `terraform -chdir=cdktf.out/stacks/production-us-west-2-snowflake-to-postgres-buckets ${step}`,
      );
    expect(page).to.include("`account` in `environments/shared.ts`").and.include("`snowflake.account`");
  });

  it("[I-25] says how PostgreSQL is reached, by the names that the stacks have as outputs, and who may read", () => {
    const [, section = ""] = page.split("\n## Reach PostgreSQL\n");
    for (const [module, output] of [
      ["bastion", "bastion_name"],
      ["postgres", "instance_name"],
    ] as const) {
      expect(section).to.include(`<${output}>`);
      expect(synth(module).output, module).to.have.property(output);
    }
    for (const role of [READER, PERSONAL_READER]) expect(section).to.include(`\`${role}\``);
  });

  it("[I-27, I-28] says when everything is crawled, when new folders only, and what is never crawled", () => {
    const [, section = ""] = page.split("\n## The catalog\n");
    const choices = [...section.matchAll(/`recrawl: "([\w-]+)"`/g)].map(([, choice]) => choice);
    expect(choices).to.deep.equal([WITH_OPTIONS.recrawl, SETTINGS.recrawl]);
    expect(section).to.include("placeholder.txt");
  });

  it("[I-42] links to how it is destroyed: stopped, switched off, unprotected, in the reverse order, and interfaces that stay", () => {
    const [, section = ""] = runbook.split("## Taking down snowflake-to-postgres");
    const steps = [
      "ops -- stop",
      "deployModules: false",
      "protectData: false",
      "terraform destroy",
      "network interfaces stay",
    ];
    const places = steps.map((step) => section.indexOf(step));
    expect(places).not.to.include(-1);
    expect(places).to.deep.equal([...places].sort((one, other) => one - other));
    expect(section).to.include("the reverse of the deploy");
  });
});

function exitCode(...args: string[]): Promise<number> {
  return run(args, { out: recorder([]), err: recorder([]), calledFrom: "." } as unknown as Session);
}
