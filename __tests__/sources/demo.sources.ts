import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { expect } from "chai";
import { SOURCES } from "../../contracts/index.ts";
import { type Delivery, startDelivery } from "../../local/mysql/delivery.ts";
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

  /** A run whose delivery is broken. */
  async function runWith(broken: typeof startDelivery) {
    const lines: string[] = [];
    const request = { sources: SOURCES, output, calledFrom: output, lacking: ["fakesnow"], startDelivery: broken };
    const isGood = await runMysql(request, recorder(lines));
    return { isGood, differing: lines.join("\n").match(/^.* DIFFER.*$/gm) ?? [] };
  }

  it("is not good if the transformer loses a column, and says of which table how many rows differ", async () => {
    const { isGood, differing } = await runWith((place, aws) => {
      const { [place.database]: masks = {} } = place.masks;
      const { title: _lost, ...rest } = masks.videos as Record<string, unknown>;
      return startDelivery({ ...place, masks: { [place.database]: { ...masks, videos: rest } } as never }, aws);
    });
    expect(isGood).to.equal(false);
    expect(differing).to.have.length(1);
    expect(differing[0]).to.match(/video\.videos .*DIFFER: [\d,]+ changed$/);
  });

  it("is not good if a row is lost on the way, and says so", async () => {
    const { isGood, differing } = await runWith(async (place, aws) => {
      const delivery = await startDelivery(place, aws);
      return losing(delivery, join(place.bucket, "data/stream/video/channels"));
    });
    expect(isGood).to.equal(false);
    expect(differing).to.have.length(1);
    expect(differing[0]).to.match(/video\.channels .*DIFFER: 1 missing$/);
  });
});

/** Takes all versions of one key out of each file. */
function losing(delivery: Delivery, folder: string): Delivery {
  const lose = async () => {
    for (const { parentPath, name } of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!name.endsWith(".gz")) continue;
      const file = join(parentPath, name);
      const lines = gunzipSync(await readFile(file))
        .toString()
        .split("\n");
      await writeFile(file, gzipSync(lines.filter((line) => !line.startsWith('{"id":1,')).join("\n")));
    }
  };
  return { ...delivery, deliver: () => delivery.deliver().then(lose) };
}
