import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { runRelational } from "../../local/relational/pipeline.ts";
import { recorder } from "../command/recorder.ts";
import { CLINIC } from "../local/relational/sources.ts";

describe("npm start -- relational-to-snowflake with dbt", function () {
  // A whole build, for which two busy cores take minutes.
  this.timeout(600_000);

  let folder: string;
  let out: string;
  let isGood: boolean;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "clearwell-relational-"));
    const lines: string[] = [];
    isGood = await runRelational(
      { sources: CLINIC, output: join(folder, "out"), calledFrom: folder, lacking: [] },
      recorder(lines),
    );
    out = lines.join("\n");
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it("[P-06, P-08, P-09] lets dbt build all models, and shows current rows that are equal to the source's", () => {
    expect(isGood, out).to.equal(true);
    const steps = [...out.matchAll(/^(\d+)\/(\d+) \S+$/gm)].map(([, done, all]) => `${done}/${all}`);
    expect(new Set(steps).size).to.equal(steps.length).and.be.greaterThan(15);
    const [, warehouse = ""] = out.split("In Snowflake's stand-in");
    for (const table of ["clinic.patients", "pharmacy.doses"])
      expect(warehouse).to.match(new RegExp(`^ +${table} +\\d+ +(\\d+) +\\1 +equal$`, "m"));
  });

  it("[P-13, P-15] shows a row to a reader with personal values hidden, and in clear to who may see them", () => {
    expect(out).to.match(/^ +last_name +phi name +\*{3} +\S+/m);
    expect(out).to.match(/^ +born +phi date_of_birth +NULL +\d{4}-\d\d-\d\d$/m);
    expect(out).to.match(/^ +email +pii email +\*{3} +\S+@example/m);
    expect(out).to.match(/^ +room_name +(\S.*\S) +\1$/m);
  });

  it("fits 80 columns, and keeps the lake and dbt's project", async () => {
    expect(out.split("\n").filter((line) => line.length > 80)).to.deep.equal([]);
    expect(await readdir(join(folder, "out"))).to.include.members(["lake", "dbt"]);
    expect(await readdir(join(folder, "out/dbt/logs"))).to.include("dbt.log");
  });
});
