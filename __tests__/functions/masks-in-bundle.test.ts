import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { notPersonal, pii } from "../../contracts/field.ts";
import { PHI_KINDS, PII_KINDS } from "../../contracts/kinds.ts";
import type { Masks } from "../../contracts/mask.ts";
import { masksOf } from "../../contracts/mask-of.ts";
import { MASKS } from "../../contracts/masks.ts";
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

  it("are all that it has of the contracts: no class, no kind, no reason, nor what else a contract may say", async () => {
    const shop = {
      users: { tier: "integer", mail: pii("date_of_birth"), name: notPersonal("name of a quince", "json") },
    } as const;
    const masks = masksOf({ shop: { engine: "mongodb", collections: shop } });
    const text = await readFile(await bundle(masks), "utf8");
    expect(text).to.equal(
      await readFile(await bundle({ shop: { users: { tier: true, mail: true, name: "json" } } }), "utf8"),
    );
    for (const word of [
      "array_subscriptions",
      "EXPECTED_FIELDS_FOR_ANALYTICS",
      "clearwell.field",
      "notPersonal",
      "quince",
    ])
      expect(text.includes(word), word).to.equal(false);
  });

  it("of the shipped contracts bring nothing else of these into the shipped bundle", async () => {
    const text = await readFile(fileURLToPath(new URL("../../dist/cleaner/index.mjs", import.meta.url)), "utf8");
    const other = (await readFile(await bundle({}), "utf8")) + JSON.stringify(MASKS);
    const words = ["clearwell.field", "notPersonal", "a product", ...Object.keys(PII_KINDS), ...Object.keys(PHI_KINDS)];
    expect(words.filter((word) => text.includes(word) && !other.includes(word))).to.deep.equal([]);
  });
});
