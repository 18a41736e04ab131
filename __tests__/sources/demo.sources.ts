import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { SOURCES } from "../../contracts/index.ts";
import { runMysql } from "../../local/mysql/pipeline.ts";
import { recorder } from "../command/recorder.ts";

describe("npm start -- mysql-to-snowflake", () => {
  let output: string;
  beforeEach(async () => {
    output = await mkdtemp(join(tmpdir(), "clearwell-demo-"));
  });
  afterEach(() => rm(output, { recursive: true }));

  it("kills the producer in the middle, and what arrives is the source; it shows the mail of a failure, and names what it lacks", async () => {
    const lines: string[] = [];
    const lacking = ["fakesnow (in .venv)"];
    const isGood = await runMysql({ sources: SOURCES, output, calledFrom: output, lacking }, recorder(lines));
    const out = lines.join("\n");
    expect(isGood, out).to.equal(true);
    expect(out).to.match(/1 +transactions +killed in the middle/);
    expect(out.match(/ equal$/gm)).to.have.length(4);
    expect(out)
      .to.include("0 with what the transformer refused")
      .and.include("Subject: DATABASE_FAILED video.transactions");
    expect(out).to.include("npm run setup -- mysql-to-snowflake --yes");
    expect(await readdir(join(output, "bucket/data/stream/video"))).to.have.members(
      Object.keys(SOURCES.video?.["tables" as never] ?? {}),
    );
  });
});
