import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { outlivedFalseErrors, unparsable } from "./unparsable.ts";

describe("sqlfluff's grammar of Snowflake", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "clearwell-sql-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** The lines of the statements that can't be parsed. */
  async function wrongLines(...lines: readonly string[]): Promise<number[]> {
    const file = join(folder, "some.sql");
    await writeFile(file, lines.join("\n"));
    return (await unparsable([file])).map(({ line }) => line);
  }

  it("finds misspelt words and missing brackets, by line", async () => {
    expect(
      await wrongLines(
        "-- A comment, and a statement of two lines.",
        "CREATE TABLE a.b.c (",
        "  d VARIANT);",
        "",
        "SELEC 1;",
        "CREATE VIEW a.b.c (d WITH TAG (a.b.t = 'x') AS SELECT 1;",
        "GRANT SELECT ON VEW a.b.c TO ROLE d;",
      ),
    ).to.deep.equal([5, 6, 7]);
  });

  it("takes the statements that Snowflake takes and it does not, and still looks at the rest of them", async () => {
    const tag = "ALTER TAG a.b.c SET MASKING POLICY a.b.d, MASKING POLICY a.b.e FORCE;";
    expect(await wrongLines(tag, tag.replace("SET", "SAT"))).to.deep.equal([2]);
  });

  it("still lacks what its list of false errors names", async () => {
    expect(await outlivedFalseErrors()).to.deep.equal([]);
  });
});
