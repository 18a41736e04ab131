import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { CHECKS } from "../../../local/setup/checks.ts";

describe("The needs of the checks", () => {
  it("have the names of npm scripts that .ci/run runs after setup", async () => {
    const { scripts } = JSON.parse(await readFile("package.json", "utf8")) as { scripts: Record<string, string> };
    const [, ...afterSetup] = (await readFile(".ci/run", "utf8")).split("npm run -s setup -- checks --yes\n");
    expect(afterSetup).to.have.length(1);
    for (const check of Object.keys(CHECKS)) {
      const script = [`test:${check}`, `lint:${check}`].find((name) => scripts[name]);
      expect(afterSetup[0], check).to.match(new RegExp(`^npm run -s ${script}$`, "m"));
    }
  });

  it("are all that CI installs besides npm ci", async () => {
    const lines = (await readFile(".ci/run", "utf8")).split("\n").filter((line) => !line.startsWith("#"));
    const installing = lines.filter((line) => /\b(pip|venv|apt|apt-get|sudo|npx)\b|npm (ci|i|install)\b/.test(line));
    expect(installing).to.deep.equal(["npm ci --no-fund --no-audit"]);
  });

  it("have names that fit into a table of 80 columns", () => {
    for (const { name } of Object.values(CHECKS).flat()) expect(name.length, name).to.be.at.most(34);
  });
});
