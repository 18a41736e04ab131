import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { modelKinds } from "../../warehouse/dbt-files/names.ts";
import { figuresIn, problemsOf } from "./flowchart.ts";

const PAGE = "docs/relational-to-snowflake.md";

describe("The figures of the documentation", () => {
  const pages = ["README.md", ...readdirSync("docs").flatMap((file) => (file.endsWith(".md") ? [`docs/${file}`] : []))];

  for (const page of pages)
    for (const [index, figure] of figuresIn(read(page)).entries())
      it(`are mermaid that can be drawn: ${page}, ${index + 1}`, () => {
        expect(problemsOf(figure)).to.deep.equal([]);
      });

  it("would be refused with a broken arrow, an open label, a node without a label, an open subgraph", () => {
    const broken = (line: string) => problemsOf(`flowchart TD\n  a[A] --> b[B]\n  ${line}\n`);
    expect(broken("a -->|x| b")).to.deep.equal([]);
    for (const line of ["a -> b", "a -->|x b", "a --> c", "c[C --> a", "subgraph s [S]", "a --> b --"])
      expect(broken(line), line).not.to.deep.equal([]);
    expect(problemsOf("flowchart\n  a[A]\n")).to.deep.equal(["flowchart"]);
  });

  it("would be refused with a broken message of a sequence, one of nobody, a loop without an end", () => {
    const broken = (...more: string[]) =>
      problemsOf(
        ["sequenceDiagram", "  participant A as a", "  participant B as b", "  A->>B: it", ...more, ""].join("\n"),
      );
    expect(broken("  loop all", "    B->>A: that", "  end")).to.deep.equal([]);
    for (const more of [
      ["A->B: it"],
      ["A->>B: it; that"],
      ["A->>C: it"],
      ["A->>B"],
      ["loop all", "A->>B: it"],
      ["participant"],
    ])
      expect(broken(...more), more.join()).not.to.deep.equal([]);
  });

  it("[P-18, P-19] show relational-to-snowflake in four chapters, with links to governance and architecture", () => {
    const chapters = read(PAGE).split(/^## /m).slice(1);
    expect(chapters.map((chapter) => chapter.split("\n")[0])).to.deep.equal([
      ...["High level", "DMS", "dbt macros", "Data flow"],
    ]);
    for (const chapter of chapters) expect(figuresIn(chapter), chapter.slice(0, 20)).to.have.length(1);
    expect(read(PAGE)).to.include("](architecture.md)").and.include("](snowflake.md)");
  });

  it("[P-10, P-11] name each kind of model with its macro and its schema", () => {
    for (const kind of modelKinds) expect(read(PAGE)).to.match(new RegExp(`^\\| \`${kind}\` \\| `, "m"));
  });
});

function read(file: string): string {
  return readFileSync(file, "utf8");
}
