import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { runDbt } from "../../../ops/warehouse/dbt.ts";

const SSN = "123-45-6789";

describe("What dbt says in ops warehouse run", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "clearwell-dbt-output-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Runs a program that prints this, and then its arguments. */
  async function ran(said: string, { stream = "stdout", code = 1 } = {}) {
    const program = join(folder, "dbt");
    await writeFile(join(folder, "said"), said);
    const script = `process.${stream}.write(require("fs").readFileSync(${JSON.stringify(join(folder, "said"))}));
      process.${stream}.write("\\n12:00:09  arguments: " + process.argv.slice(2).join(" "));
      process.exitCode = ${code};`;
    await writeFile(program, `#!${process.execPath}\n${script}\n`);
    await chmod(program, 0o755);
    const lines: string[] = [];
    const exit = await runDbt(["run"], {}, (line) => lines.push(line), program);
    return { exit, output: lines.join("\n") };
  }

  it("is shown line by line, with the exit code", async () => {
    const { exit, output } = await ran("12:00:00  Running with dbt\n12:00:01  FAIL 2 'a' test", { code: 2 });
    expect(exit).to.equal(2);
    expect(output).to.include("12:00:00  Running with dbt\n12:00:01  FAIL 2 'a' test\n");
  });

  for (const [what, quoted] of [
    ["a value", `'${SSN}'`],
    ["a value with quotation marks", `'O'${SSN}" is'`],
    ["a value of several lines", `'a\n${SSN}\n'${SSN}'`],
  ] as const) {
    for (const stream of ["stdout", "stderr"]) {
      it(`has not ${what} that an error of Snowflake quotes, on ${stream}`, async () => {
        const error = `100038 (22018): 01b2-0: Numeric value ${quoted} is not recognized`;
        const said = `12:00:01    Database Error in model clients\n  ${error}\n  at ${SSN}\n12:00:02  Done.`;
        const { output } = await ran(said, { stream });
        expect(output).to.not.include(SSN);
        expect(output).to.include("  100038 (22018): 01b2-0: Numeric value (not shown)\n12:00:02  Done.");
      });
    }
  }

  it("has what errors about the SQL quote", async () => {
    const { output } = await ran("12:00:01    002003 (42S02): 01b2: Object 'X.Y' does not exist");
    expect(output).to.include("Object 'X.Y' does not exist");
  });

  it("is written into no file", async () => {
    const { output } = await ran("");
    expect(output).to.include("--log-level-file none --no-write-json run");
  });
});
