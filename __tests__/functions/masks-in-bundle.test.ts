import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Masks } from "../../contracts/mask.ts";
import { bundleFunction } from "../../functions/bundle-function.ts";
import { DESCRIBE, describeCleaner } from "../../functions/cleaner/description.ts";
import { toEnvironment } from "../../functions/cleaner/environment.ts";
import { SETTINGS } from "./cleaner/settings.ts";

describe("The masks in the bundle", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "clearwell-"));
  });
  after(() => rm(folder, { recursive: true }));

  async function bundle(masks: Masks): Promise<string> {
    const file = join(folder, "index.mjs");
    await bundleFunction("cleaner", file, masks);
    return file;
  }

  it("are those that it was made with, whatever a field is called", async () => {
    const masks = JSON.parse('{"shop":{"users":{"__proto__":true,"note":{"\u2028\\"`":true}},"__proto__":{"a":true}}}');
    const ask = `const { handler } = await import(process.argv[1]);
      process.stdout.write(JSON.stringify(await handler(${JSON.stringify(DESCRIBE)})));`;
    const answer = execFileSync(process.execPath, ["--input-type=module", "--eval", ask, await bundle(masks)], {
      env: { ...toEnvironment(SETTINGS), AWS_REGION: "us-west-2" },
    });
    expect(JSON.parse(String(answer))).to.deep.equal(describeCleaner(masks, SETTINGS));
  });

  it("are all that it has of the contracts", async () => {
    const text = await readFile(await bundle({ shop: { users: { tier: true } } }), "utf8");
    expect(text).not.to.include("array_subscriptions").and.not.include("EXPECTED_FIELDS_FOR_ANALYTICS");
  });
});
