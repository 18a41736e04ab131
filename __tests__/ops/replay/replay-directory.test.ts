import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { expect } from "chai";
import { PRIMARY } from "../../stacks/fixtures.ts";
import { type Differs, operate } from "../operator.ts";
import { FOLDER, World } from "./world.ts";

const CLEAN = "clean/production-us-west-2/clean/legion/tickets";
const NO_AWS = "http://127.0.0.1:9";

describe("ops replay --directory", () => {
  let folder: string;

  const replay = (options: readonly string[] = [], differs: Differs = {}) =>
    operate(["replay", "--directory", "out", "--collection", "tickets", ...options], NO_AWS, {
      calledFrom: folder,
      ...differs,
    });
  const plan = async (...options: string[]) => JSON.parse((await replay([...options, "--json"])).out);

  /** Puts a RAW file of tickets where `npm start -- --output out` does. */
  async function put(name: string, modified: string, csv = "state,oid__id,email\nopen,1,ann@example.org\n") {
    const file = join(folder, "out/raw", FOLDER, name);
    await mkdir(join(file, ".."), { recursive: true });
    await writeFile(file, gzipSync(csv));
    await utimes(file, new Date(modified), new Date(modified));
  }

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "clearwell-"));
    await put("LOAD00000001.csv.gz", "2026-11-15T08:00:00Z");
    await put("2026/11/16/20261116-080000000.csv.gz", "2026-11-16T08:00:00Z");
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("says what would change, and writes nothing", async () => {
    const { code, out } = await replay();
    expect(code).to.equal(0);
    expect(out)
      .to.match(/found +2 /)
      .and.match(/would change clean\/ +2 /)
      .and.include("To do it, add --yes; it takes about 2 s.");
    expect(existsSync(join(folder, "out/clean"))).to.equal(false);
  });

  it("cleans with --yes, with the keys and bytes of the deployed function", async () => {
    const { code, out, err } = await replay(["--yes"]);
    expect({ code, err: err.split("\n").length }).to.deep.equal({ code: 0, err: 2 });
    expect(out).to.include("2 files cleaned, 0 failed.");
    const world = await World.start();
    try {
      world.put("LOAD00000001.csv.gz", "2026-11-15T08:00:00Z", "state,oid__id,email\nopen,1,ann@example.org\n");
      await world.clean();
      const [key] = world.cleanKeys() as [string];
      const file = join(folder, "out", key.replace("legion-clean-analytics/", "clean/"));
      expect(await readFile(file)).to.deep.equal(world.s3.objects.get(key)?.body);
    } finally {
      await world.close();
    }
  });

  it("[C-034] finds nothing to do a second time, and all files when the list has grown; the old files stay", async () => {
    await replay(["--yes"]);
    expect((await plan()).changing.objects).to.equal(0);
    expect((await replay(["--yes"])).out).to.include("0 files cleaned");
    const grown = { allowList: { tickets: { state: true, email: true } } } as const;
    expect((await replay(["--yes"], grown)).out).to.include("2 files cleaned");
    const loads = (await readdir(join(folder, "out", CLEAN))).filter((name) => name.startsWith("LOAD"));
    const texts = loads.map(async (name) => gunzipSync(await readFile(join(folder, "out", CLEAN, name))).toString());
    expect((await Promise.all(texts)).sort()).to.deep.equal([
      '{"state":"open","email":"ann@example.org","oid__id":"1"}\n',
      '{"state":"open","oid__id":"1"}\n',
    ]);
  });

  it("selects by the time of each file", async () => {
    expect((await plan("--since", "2026-11-16")).found.objects).to.equal(1);
    expect((await plan("--until", "2026-11-15T08:00")).found.objects).to.equal(0);
  });

  it("cleans all files but the broken one, and says why that failed, without a value", async () => {
    await put("20261117-080000000.csv.gz", "2026-11-17T08:00:00Z", "state,oid__id\nopen,1,ann@example.org\n");
    const { code, out } = await replay(["--yes"]);
    expect(code).to.equal(1);
    expect(out).to.include("2 files cleaned, 1 failed.");
    expect(out)
      .to.match(/20261117-080000000\.csv\.gz: RECORD_WIDTH: line 2/)
      .and.not.include("ann@");
    const { cleaned, failed } = await plan("--yes");
    expect({ cleaned, failed }).to.deep.equal({
      cleaned: 0,
      failed: [{ key: `${FOLDER}20261117-080000000.csv.gz`, code: "RECORD_WIDTH" }],
    });
  });

  it("uses the primary stack's settings", async () => {
    await put("LOAD00000001.csv.gz", "2026-11-15T08:00:00Z", "state;oid__id\n-;1\n");
    const environments = [{ ...PRIMARY, csvDelimiter: ";", nullMarker: "-", cleaner: sameName() }];
    await replay(["--yes", "--until", "2026-11-16"], { environments });
    const file = await readFile(join(folder, "out", CLEAN, "LOAD00000001.json.gz"));
    expect(gunzipSync(file).toString()).to.equal('{"oid__id":"1"}\n');
    const again = await replay(["--json"], { environments });
    expect(JSON.parse(again.out).changing.objects, "the name has no version").to.equal(2);
  });

  it("names the folder that does not exist", async () => {
    const { code, err } = await replay(["--directory", "elsewhere"]);
    expect(code).to.equal(2);
    expect(err).to.include(join("elsewhere/raw", FOLDER)).and.include("ENOENT");
  });
});

function sameName() {
  return { ...PRIMARY.cleaner, cleanNames: "same-name" } as const;
}
