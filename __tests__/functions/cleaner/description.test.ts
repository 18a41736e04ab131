import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { MASKS } from "../../../contracts/masks.ts";
import { DESCRIBE, describeCleaner, isDescribe } from "../../../functions/cleaner/description.ts";
import { toEnvironment } from "../../../functions/cleaner/environment.ts";
import { maskHash } from "../../../functions/cleaner/projection.ts";
import { fixture } from "./event-fixtures.ts";
import { SETTINGS } from "./settings.ts";

describe("The cleaner's description of itself", () => {
  const legion = { tickets: { state: true }, invoices: { total: true } } as const;
  const { masks } = describeCleaner({ legion, shop: { tickets: { note: true } } }, SETTINGS);

  it("names each collection's mask by the hash in the metadata of its CLEAN objects", () => {
    const { nullMarker, passOp } = SETTINGS;
    expect(masks).to.deep.equal({
      "legion/tickets": maskHash({ mask: legion.tickets, nullMarker, passOp }),
      "legion/invoices": maskHash({ mask: legion.invoices, nullMarker, passOp }),
      "shop/tickets": maskHash({ mask: { note: true }, nullMarker, passOp }),
    });
  });

  it("changes with everything that decides the output, and only for the collection that changed", () => {
    const tickets = "legion/tickets";
    const more = { ...legion, tickets: { state: true, labels: "json" } } as const;
    const grown = describeCleaner({ legion: more }, SETTINGS).masks;
    expect(grown[tickets]).not.to.equal(masks[tickets]);
    expect(grown["legion/invoices"]).to.equal(masks["legion/invoices"]);
    for (const differs of [{ nullMarker: "\\N" }, { passOp: false }])
      expect(describeCleaner({ legion }, { ...SETTINGS, ...differs }).masks[tickets]).not.to.equal(masks[tickets]);
  });

  it("is requested by an event of its own, and by no other", () => {
    expect(isDescribe(DESCRIBE)).to.equal(true);
    for (const name of ["eventbridge-object-created", "s3-put", "s3-test-event"])
      expect(isDescribe(fixture(name)), name).to.equal(false);
    for (const event of [undefined, null, "describe", {}, { clearwell: "clean" }])
      expect(isDescribe(event)).to.equal(false);
  });

  it("is what the shipped bundle returns, for the masks in the bundle", () => {
    const bundle = new URL("../../../dist/cleaner/index.mjs", import.meta.url).href;
    const ask = `const { handler } = await import(process.argv[1]);
      process.stdout.write(JSON.stringify(await handler(${JSON.stringify(DESCRIBE)})));`;
    const output = execFileSync(process.execPath, ["--input-type=module", "--eval", ask, bundle], {
      cwd: fileURLToPath(new URL(".", import.meta.url)),
      env: { ...toEnvironment(SETTINGS), AWS_REGION: "us-west-2" },
    });
    expect(JSON.parse(String(output))).to.deep.equal(describeCleaner(MASKS, SETTINGS));
  });
});
