import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { UserError } from "../../../command/user-error.ts";
import { runRelational } from "../../../local/relational/pipeline.ts";
import { recorder } from "../../command/recorder.ts";
import { runHere } from "../../command/run-here.ts";
import { copyCompany } from "../repository-copy.ts";
import { CLINIC } from "./sources.ts";

const CLEANUP = { recursive: true, force: true, maxRetries: 20, retryDelay: 100 } as const;

describe("npm start -- relational-to-snowflake without Python", () => {
  let folder: string;
  let out: string;
  let isGood: boolean;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "clearwell-relational-"));
    const lines: string[] = [];
    const request = {
      sources: CLINIC,
      output: join(folder, "out"),
      calledFrom: folder,
      lacking: ["dbt (in .venv-dbt)"],
    };
    isGood = await runRelational(request, recorder(lines));
    out = lines.join("\n");
  });
  after(() => rm(folder, CLEANUP));

  it("writes the lake: a full load without a date, changes by the hour", async () => {
    const files = (await readdir(join(folder, "out/lake"), { recursive: true })).filter((name) =>
      name.endsWith(".parquet"),
    );
    expect(files).to.include.members(["clinic/patients/LOAD00000001.parquet", "pharmacy/doses/LOAD00000001.parquet"]);
    const others = files.filter((name) => !name.includes("LOAD"));
    expect(others).to.have.length.greaterThan(10);
    for (const name of others) expect(name).to.match(/^\w+\/\w+\/2026\/02\/22\/\d\d\/20260222-\d{9}\.parquet$/);
  });

  it("leaves what is not listed in the source", async () => {
    const files = (await readdir(join(folder, "out/lake"), { recursive: true })).filter((name) =>
      name.endsWith(".parquet"),
    );
    for (const name of files) {
      const text = await readFile(join(folder, "out/lake", name), "latin1");
      expect(text, name).not.to.include("ssn").and.not.include("internal_note").and.not.include("078-05");
    }
    expect(out).to.match(/clinic\/patients +7 +\d+ +\d+ +\d+ +9 +2$/m);
  });

  it("shows current rows in DuckDB, equal to the source's", () => {
    expect(isGood).to.equal(true);
    for (const table of ["clinic.patients", "pharmacy.doses"])
      expect(out).to.match(new RegExp(`^ +${table} +\\d+ +(\\d+) +\\1 +equal$`, "m"));
    expect(out).to.include('last_name of the first rows of clinic.patients\n  "Null", NULL, "Zoë"');
  });

  it("shows two changes of one row within one second, with their order", () => {
    expect(out).to.match(/U {3}2026-02-22 (\S+) {2}…0001 +(\S+)\n +U {3}2026-02-22 \1 {2}…0002 +\2$/m);
  });

  it("says what is not shown, and what to install for it", () => {
    expect(out.replace(/\s+/g, " "))
      .to.include("Not shown: what dbt makes of it, and who sees what. It needs dbt (in .venv-dbt).")
      .and.include("npm run setup -- relational-to-snowflake --yes")
      .and.not.include("stand-in");
    expect(out).to.include("All of it is in out\n  lake/");
  });

  it("fits 80 columns, and is the same each time", async () => {
    expect(out.split("\n").filter((line) => line.length > 80)).to.deep.equal([]);
    const lines: string[] = [];
    const request = {
      sources: CLINIC,
      output: join(folder, "out"),
      calledFrom: folder,
      lacking: ["dbt (in .venv-dbt)"],
    };
    await runRelational(request, recorder(lines));
    expect(lines.join("\n")).to.equal(out);
  });

  it("says that there is nothing to show if no source is relational", async () => {
    const { crm } = CLINIC;
    const failure = await runRelational(
      { sources: crm ? { crm } : {}, output: join(folder, "none"), calledFrom: folder, lacking: [] },
      recorder([]),
    ).catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(UserError).and.have.property("exitCode", 1);
  });

  it("runs by its name over a company's own contracts, and says on standard error what is missing", async () => {
    const copy = join(folder, "copy");
    await copyCompany(copy, CLINIC, []);
    const { status, stdout, stderr } = await runHere(
      "local/start.ts",
      ["relational-to-snowflake", "--output", "mine"],
      {
        repository: copy,
        calledFrom: folder,
      },
    );
    expect(status, stderr).to.equal(0);
    expect(stderr).to.include("Missing: ").and.include("npm run setup -- relational-to-snowflake --yes");
    expect(stdout)
      .to.match(/clinic\.patients .*equal$/m)
      .and.include("All of it is in mine");
  });
});
