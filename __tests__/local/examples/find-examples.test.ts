import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { expect } from "chai";
import { findExamples } from "../../../local/examples/find-examples.ts";

const MASKS = { legion: { audit: { status: true } }, shop: { users: { tier: true } } } as const;

describe("The examples in the folder of the contracts", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "examples-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function find(...files: string[]) {
    for (const file of files) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), "Ann Smith");
    }
    const { examples, problems } = findExamples(folder, MASKS);
    return {
      examples: examples.map(({ database, collection, title }) => [database, collection, title]),
      problems: problems.map(({ where, problem }) => [relative(folder, where), problem]),
    };
  }

  it("are pairs of a .csv and an .ndjson in the folder of a listed collection, beside the contracts", () => {
    const files = ["index.ts", "legion/audit.ts", "legion/audit.examples/.DS_Store"];
    const pairs = ["legion/audit.examples/open one", "legion/audit.examples/a.csv", "shop/users.examples/x"];
    expect(find(...files, ...pairs.flatMap((pair) => [`${pair}.csv`, `${pair}.ndjson`]))).to.deep.equal({
      examples: [
        ["legion", "audit", "a.csv"],
        ["legion", "audit", "open one"],
        ["shop", "users", "x"],
      ],
      problems: [],
    });
  });

  it("are incomplete if one of the two files is alone", () => {
    expect(find("legion/audit.examples/a.csv", "legion/audit.examples/b.ndjson")).to.deep.equal({
      examples: [],
      problems: [
        ["legion/audit.examples/a.csv", "no expectation beside it, an .ndjson of the same name"],
        ["legion/audit.examples/b.ndjson", "an expectation without an input"],
      ],
    });
    const [problem] = findExamples(folder, MASKS).problems;
    expect(problem?.remedy).to.include("npm run -s clean -- --collection legion/audit --input").and.include("review");
  });

  it("are refused if their collection is not listed, in that database", () => {
    const found = find("legion/users.examples/a.csv", "shop/users.examples/a.csv", "desk/audit.examples/a.csv");
    expect(found.problems.filter(([, problem]) => problem?.includes(" lists no collection "))).to.deep.equal([
      [
        "desk/audit.examples",
        "desk lists no collection audit: examples run through the cleaner, which has no mask of it",
      ],
      [
        "legion/users.examples",
        "legion lists no collection users: examples run through the cleaner, which has no mask of it",
      ],
    ]);
    expect(found.problems).to.have.length(3);
  });

  it("are the only files beside the contracts", () => {
    const stray = [
      "a.csv",
      "audit.examples/a.csv",
      "legion/a.csv",
      "legion/audit.examples/a.csv.gz",
      "legion/audit.examples/below/a.csv",
      "legion/audit.examples/audit.ts",
      "legion/audit.examples/folder.csv/a.csv",
      "legion/audit/README.md",
    ];
    const { examples, problems } = find("README.md", ...stray);
    expect(examples).to.deep.equal([]);
    expect(problems.map(([where]) => where)).to.deep.equal([
      "a.csv",
      "audit.examples/a.csv",
      "legion/a.csv",
      "legion/audit",
      "legion/audit.examples/a.csv.gz",
      "legion/audit.examples/audit.ts",
      "legion/audit.examples/below",
      "legion/audit.examples/folder.csv",
    ]);
    expect(new Set(problems.map(([, problem]) => problem))).to.have.all.keys("neither a contract nor an example");
  });
});
