import { readFileSync } from "node:fs";
import { expect } from "chai";

const PACKAGES = [
  "package.json",
  "functions/package.json",
  ".cdktn/package.json",
  ".lambda-node/package.json",
  "ops/warehouse/driver/package.json",
];
const REQUIREMENTS = [
  "__tests__/e2e/requirements.txt",
  "local/snowflake/standin/requirements.txt",
  "local/mongodb/requirements.txt",
  ".github/requirements.txt",
  "warehouse/dbt/requirements.txt",
];

describe("The decision about libraries", () => {
  const rows = readFileSync("docs/decisions/010-libraries.md", "utf8")
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) => line.split("|")[1] ?? "");
  const named = rows.flatMap((cell) =>
    [...cell.matchAll(/`([^`]+)`( \(PyPI\))?/g)].map(([, name = "", pypi]) => ({ name, isNpm: pypi === undefined })),
  );
  const npm = named.filter(({ isNpm }) => isNpm).map(({ name }) => name);
  const used = PACKAGES.flatMap(dependenciesOf);

  it("names each package that is used", () => {
    expect(used).to.include("commander").and.to.include("@aws-lambda-powertools/logger");
    expect(used.filter((library) => !npm.some((name) => isMeant(name, library)))).to.deep.equal([]);
  });

  it("names no unused package", () => {
    expect(npm.filter((name) => !used.some((library) => isMeant(name, library)))).to.deep.equal([]);
    const python = REQUIREMENTS.map((file) => readFileSync(file, "utf8")).join("\n");
    for (const { name } of named.filter(({ isNpm }) => !isNpm)) expect(python).to.match(new RegExp(`^${name}==`, "m"));
  });

  it("names each once", () => {
    expect(named.length).to.equal(new Set(named.map(({ name }) => name)).size);
  });
});

/** `@types/…` means all packages that begin with `@types/`. */
function isMeant(name: string, library: string): boolean {
  return name.endsWith("…") ? library.startsWith(name.slice(0, -1)) : name === library;
}

function dependenciesOf(file: string): string[] {
  const of = JSON.parse(readFileSync(file, "utf8")) as Record<string, object>;
  return Object.keys({ ...of.dependencies, ...of.devDependencies, ...of.optionalDependencies });
}
