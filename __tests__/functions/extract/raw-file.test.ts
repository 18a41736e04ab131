import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";
import { RawFile } from "../../../functions/extract/parquet/raw-file.ts";
import { literal, runDuck } from "../../../local/lake/duck.ts";
import { writeTexts } from "./texts-of.ts";

describe("A raw file", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "clearwell-raw-file-"));
  });
  after(() => rm(folder, { recursive: true }));

  const written = async (rows: readonly Row[]) => {
    const file = new RawFile(join(folder, "raw.parquet"), [{ name: "a" }, { name: "b" }]);
    for (const { key, time, texts } of rows) {
      writeTexts(file.texts, texts);
      file.add(key, "c", new Date(time));
    }
    await file.finish();
    return file;
  };
  interface Row {
    readonly key: string;
    readonly time: number;
    readonly texts: readonly (string | null)[];
  }

  it("has every row as two readers of Parquet read it, whatever is in it", async () => {
    const text = fc.option(fc.oneof(fc.string({ unit: "binary", maxLength: 80 }), fc.constant("x".repeat(70_000))));
    const row = fc.record({
      key: fc.string({ unit: "grapheme" }),
      time: fc.integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 }),
      texts: fc.tuple(text, text),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 40 }), async (rows) => {
        const { path } = await written(rows);
        const expected = rows.map(({ key, time, texts }, at) => [key, "c", time, at, ...texts.map(utf8)]);
        const read = await parquetReadObjects({ file: await asyncBufferFromFile(path) });
        const values = read.map((each) => Object.values(each)) as [
          string,
          string,
          Date,
          bigint,
          ...(string | null)[],
        ][];
        expect(
          values.map(([key, op, time, at, ...texts]) => [
            key,
            op,
            time.getTime(),
            Number(at),
            ...texts.map((it) => it ?? null),
          ]),
        ).to.deep.equal(expected.map(([key, ...rest]) => [utf8(String(key)), ...rest]));
        const [counted] = await runDuck(
          `SELECT count(*)::INTEGER AS n, count(a)::INTEGER AS a, count(b)::INTEGER AS b, max(_ordinal)::INTEGER AS last FROM read_parquet(${literal(path)})`,
        );
        const present = (at: 0 | 1) => rows.filter(({ texts }) => texts[at] !== null).length;
        expect(counted).to.deep.equal({ n: rows.length, a: present(0), b: present(1), last: rows.length - 1 });
      }),
      { numRuns: 30 },
    );
  });

  it("has more than one row group if there is much text, and counts its bytes", async () => {
    const rows = Array.from({ length: 40 }, (_, at) => ({
      key: String(at),
      time: 0,
      texts: ["y".repeat(1_000_000), null],
    }));
    const { path, text } = await written(rows);
    expect(text).to.be.greaterThan(40_000_000);
    const [groups] = await runDuck(
      `SELECT count(DISTINCT row_group_id)::INTEGER AS n FROM parquet_metadata(${literal(path)})`,
    );
    expect(groups).to.deep.equal({ n: 3 });
    const [sum] = await runDuck(`SELECT sum(length(a))::BIGINT::VARCHAR AS n FROM read_parquet(${literal(path)})`);
    expect(sum).to.deep.equal({ n: "40000000" });
  });
});

/** As UTF-8 has it: half a pair is U+FFFD. */
function utf8<Text extends string | null>(text: Text): Text {
  return (text === null ? null : Buffer.from(text).toString()) as Text;
}
