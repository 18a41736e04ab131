import { existsSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { CHECKS } from "../../local/setup/checks.ts";
import { PRIMARY } from "../stacks/fixtures.ts";
import { resources, synth } from "../stacks/synth.ts";

const read = (file: string) => readFileSync(file, "utf8");
const json = (file: string) => JSON.parse(read(file)) as Record<string, Record<string, string>>;

describe("The versions of Node", () => {
  const [, least = ""] = /^>=(\d+\.\d+)$/.exec(json("package.json").engines?.node ?? "") ?? [];

  it("begin with the one that the README names, and CI runs that one", () => {
    expect(least).to.match(/^\d+\.\d+$/);
    expect(read("README.md")).to.include(`Node ${least} or later`);
    expect(read(".github/workflows/ci.yml")).to.include(`node-version: "${least}"`);
  });

  it("include Lambda's, for the function's tests in CI", () => {
    const [lambda] = resources(synth(PRIMARY), "aws_lambda_function");
    const [, major] = /^nodejs(\d+)\.x$/.exec(String(lambda?.runtime)) ?? [];
    const versions = Object.values(json(".lambda-node/package.json").optionalDependencies ?? {});
    expect(versions).to.have.length(2);
    for (const version of versions) expect(version).to.match(new RegExp(`^${major}\\.\\d+\\.\\d+$`));
    expect(read(".ci/run")).to.include("\nnpm run -s test:lambda-node\n");
    expect(CHECKS["lambda-node"].map(({ install }) => install))
      .to.have.nested.property("[0].command")
      .that.includes(".lambda-node");
    const { scripts } = json("package.json");
    expect(scripts?.["test:lambda-node"]).to.match(/^\.lambda-node\/node_modules\/\.bin\/node /);
  });

  it("are locked without the address of a registry", () => {
    expect(existsSync(".lambda-node/.npmrc")).to.equal(true);
    expect(read(".lambda-node/package-lock.json")).not.to.include('"resolved"');
  });
});
