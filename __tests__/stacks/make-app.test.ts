import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { makeApp } from "../../stacks/make-app.ts";
import { ALLOW_LIST, literalOf, PRIMARY, SECOND, STAGING, sourcesOf } from "./fixtures.ts";

describe("the order of `cdktf deploy '*'`", () => {
  let outdir: string;
  beforeEach(() => {
    outdir = mkdtempSync(join(tmpdir(), "clearwell-"));
  });
  afterEach(() => rmSync(outdir, { recursive: true }));

  it("begins with the primary, which creates the bucket that all others write to, wherever it is in the list", () => {
    makeApp({
      sources: sourcesOf(ALLOW_LIST),
      environments: [SECOND, PRIMARY, STAGING].map(literalOf),
      outdir,
    }).synth();
    const { stacks } = JSON.parse(readFileSync(join(outdir, "manifest.json"), "utf8")) as Manifest;
    expect(Object.values(stacks).map(({ name, dependencies }) => [name, ...dependencies])).to.have.deep.members([
      ["production-us-west-2"],
      ["production-us-east-1", "production-us-west-2"],
      ["staging-us-west-2", "production-us-west-2"],
    ]);
  });
});

interface Manifest {
  readonly stacks: Readonly<Record<string, { readonly name: string; readonly dependencies: readonly string[] }>>;
}
