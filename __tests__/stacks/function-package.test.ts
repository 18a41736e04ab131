import { mkdtempSync, readFileSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { App, TerraformStack } from "cdktf";
import { expect } from "chai";
import { strFromU8, unzipSync } from "fflate";
import { FunctionPackage } from "../../stacks/constructs/function-package.ts";
import { makeApp } from "../../stacks/make-app.ts";
import { literalOf, PRIMARY, sourcesOf } from "./fixtures.ts";
import { only, synth } from "./synth.ts";

const BUNDLE = fileURLToPath(new URL("../../dist/cleaner/index.mjs", import.meta.url));

describe("the zip of the function", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "clearwell-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("[D-005] is the same, byte for byte, after another build of the same code", () => {
    const first = synthesised(join(folder, "first"));
    utimesSync(BUNDLE, new Date(), new Date("2001-02-03T04:05:06Z"));
    const second = synthesised(join(folder, "second"));
    expect(second.zip.equals(first.zip)).to.equal(true);
    expect(second.path).to.equal(first.path);
  });

  it("has exactly the bundle, under the name in the function's handler", () => {
    const { zip } = synthesised(join(folder, "out"));
    const files = unzipSync(zip);
    expect(Object.keys(files)).to.deep.equal(["index.mjs"]);
    expect(strFromU8(files["index.mjs"] as Uint8Array)).to.equal(readFileSync(BUNDLE, "utf8"));
  });

  it("has a file that everybody may read, because Lambda runs as another user than the file's owner", () => {
    const { zip } = synthesised(join(folder, "out"));
    const entry = zip.lastIndexOf("PK\x01\x02", undefined, "latin1");
    expect(zip.readUInt32LE(entry + 38) >>> 16).to.equal(0o100644);
  });

  it("is not written without a bundle, and the message says how to make one", () => {
    const stack = new TerraformStack(new App({ outdir: join(folder, "out") }), "stack");
    expect(() => new FunctionPackage(stack, "code", { functionName: "unbuilt" })).to.throw(
      "dist/unbuilt/index.mjs\n  problem: the function is not bundled\n  remedy:  run `npm run bundle`",
    );
  });
});

/** Writes the stack as `cdktf synth` does. @returns the zip that its function refers to */
function synthesised(outdir: string) {
  makeApp({ sources: sourcesOf({ audit: { status: true } }), environments: [literalOf(PRIMARY)], outdir }).synth();
  const path = String(only(synth(PRIMARY), "aws_lambda_function").filename);
  return { path, zip: readFileSync(join(outdir, "stacks", "production-us-west-2", path)) };
}
