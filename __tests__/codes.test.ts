import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";

describe("The codes in test titles", () => {
  const readme = readFileSync("__tests__/README.md", "utf8");
  const listed = [...readme.matchAll(/^\| (\S+) \| /gm)].map(([, code]) => code as string);
  const rules = listed.filter((code) => /^\d+$/.test(code));
  const inTitles = codesInTitles();

  it("are all explained in __tests__/README.md", () => {
    expect([...inTitles].filter((code) => !listed.includes(code))).to.deep.equal([]);
  });

  it("include every code that is explained there, once", () => {
    const codes = listed.filter((code) => /^[A-Z]-\d+$/.test(code));
    expect(codes).to.have.length.above(80);
    expect(codes).to.deep.equal([...new Set(codes)]);
    expect(codes.filter((code) => !inTitles.has(code))).to.deep.equal([]);
  });

  it("and in comments name only rules that are listed there", () => {
    const named = new Set(
      ["__tests__", "functions", "fuzz"]
        .flatMap(typeScriptIn)
        .flatMap((file) => [...readFileSync(file, "utf8").matchAll(/\brules? (\d+(?:(?:,| and| to) \d+)*)/gi)])
        .flatMap(([, numbers = ""]) => numbers.match(/\d+/g) ?? []),
    );
    expect(named).to.include("20");
    expect([...named].filter((rule) => !rules.includes(rule))).to.deep.equal([]);
  });
});

/** The codes in brackets at the start of titles, without the numbers of rules. */
function codesInTitles(): ReadonlySet<string> {
  const brackets = typeScriptIn("__tests__").flatMap((file) => [
    ...readFileSync(file, "utf8").matchAll(/\[((?:[A-Z]-\d+|rule \d+)(?:, (?:[A-Z]-\d+|rule \d+))*)\]/g),
  ]);
  return new Set(brackets.flatMap(([, codes = ""]) => codes.match(/[A-Z]-\d+/g) ?? []));
}

function typeScriptIn(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => `${folder}/${file}`);
  return files.filter((file) => file.endsWith(".ts") && !file.startsWith("__tests__/deployed/"));
}
