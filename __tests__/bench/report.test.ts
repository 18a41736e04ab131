import { expect } from "chai";
import { toMarkdown } from "../../bench/report/markdown.ts";
import { markdownTable } from "../../bench/report/markdown-table.ts";
import { toSvg } from "../../bench/report/svg.ts";
import { RESULTS } from "./results-fixture.ts";

describe("The report of the benchmark", () => {
  const markdown = toMarkdown(RESULTS);
  const cells = (start: string) =>
    markdown
      .split("\n")
      .filter((line) => line.startsWith(`| ${start} `))
      .map((line) => line.split("|").map((cell) => cell.trim()))
      .map((row) => row.slice(2, -1));

  it("says on which machine, when and what was measured", () => {
    expect(markdown).to.include(
      "2026-02-22, commit 1234567, Abacus, 2 cores, 8,000 MB memory, linux x64, Node v20.0.0",
    );
  });

  it("begins with the ratios, the fastest first and the floor last", () => {
    expect(cells("fair")[0]).to.deep.equal(["3.00"]);
    expect(cells("slow")[0]).to.deep.equal(["5.00"]);
    expect(markdown.indexOf("| fair")).to.be.below(markdown.indexOf("| slow"));
    expect(markdown.indexOf("| slow")).to.be.below(markdown.indexOf("| floor"));
  });

  it("has all numbers of a data set in a row", () => {
    const cost = "0.69"; // 5,000 × 6 s × 1,769 / 1,024 GB × $0.0000133334
    expect(cells("slow 1.2.3")).to.deep.equal([
      ["6.00 s", "5.00", "4.00–6.00", "3.00 s", "100 MB", "16,667", "33", "5.0 MB", cost],
    ]);
    expect(markdown).to.include(
      "come out, gzipped 25.0 % larger than at level 6. clearwell takes 2.00 times the floor",
    );
  });

  it("says who was not timed, escaped so that it can't break the page", () => {
    expect(markdown).to.include("Not timed: odd, `row 1 has 'x' where ours has y`");
  });

  it("shows time and memory for the large data set, the cost of each gzip level, and the cold start", () => {
    expect(cells("clearwell, 200 MB")[0]).to.deep.equal(["100,000", "1.00 s", "5.00 s/GB", "100 MB"]);
    expect(cells("clearwell, 2,000 MB")[0]).to.deep.equal(["1,000,000", "10.00 s", "5.00 s/GB", "100 MB"]);
    expect(cells("1")[0]).to.deep.equal(["12 MB", "20.0 %", "0.50 s"]);
    expect(markdown).to.match(/bundle is 0\.5 MB\. The handler is ready 120 ms .* of which Node alone takes\n20 ms/);
  });

  it("aligns its tables", () => {
    expect(markdownTable(["", "long title"], [["a", "1"]])).to.equal(
      ["|  | long title |", "| - | ---------: |", "| a |          1 |"].join("\n").replace("|  |", "|   |"),
    );
  });

  it("draws all bars, ours too, on one scale, and escapes XML's special characters", () => {
    const svg = toSvg(RESULTS);
    const widths = [...svg.matchAll(/<rect class="(\w+)"[^>]* width="([\d.]+)"/g)].map(([, kind, width]) => [
      kind,
      width,
    ]);
    expect(widths).to.deep.equal([
      ["floor", "41.0"],
      ["ours", "82.0"],
      ["other", "246.0"],
      ["other", "410.0"],
    ]);
    expect(svg).to.include("nested &amp; deep").and.not.include("nested & deep");
    expect(svg).to.include("prefers-color-scheme:dark");
  });
});
