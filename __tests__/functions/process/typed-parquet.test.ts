import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { RawFile } from "../../../functions/extract/parquet/raw-file.ts";
import { writeTyped } from "../../../functions/process/typed-parquet.ts";
import { literal, runDuck } from "../../../local/lake/duck.ts";
import type { RedshiftType } from "../../../warehouse/redshift/types.ts";
import { TEXT } from "../../../warehouse/redshift/types.ts";
import { writeTexts } from "../extract/texts-of.ts";

/** JSON texts by type, with what must arrive; undefined: it must not be written. */
const VALUES: Readonly<Record<string, readonly (readonly [json: string, arrives: string | undefined])[]>> = {
  BIGINT: [
    ["9007199254740993", "9007199254740993"],
    ["-9223372036854775808", "-9223372036854775808"],
    ["5.0", "5"],
    ["9223372036854775808", undefined],
    ["5.5", undefined],
    ['"5"', undefined],
    ["1e3", undefined],
    ["true", undefined],
  ],
  "DECIMAL(12,2)": [
    ["1.10", "1.10"],
    ["-9999999999.99", "-9999999999.99"],
    ["1.100", "1.10"],
    ["1e2", "100.00"],
    ["1.005", undefined],
    ["1e-3", undefined],
    ["10000000000", undefined],
    ['"1.10"', undefined],
    ["NaN", undefined],
  ],
  "DOUBLE PRECISION": [
    ["0.1", "0.1"],
    ["1e300", "1e+300"],
    ["1e400", undefined],
    ["9007199254740992", "9007199254740992.0"],
    ["9007199254740993", undefined],
    ["1152921504606847000", "1.152921504606847e+18"],
    ["1152921504606846976", "1.152921504606847e+18"],
    ["NaN", undefined],
    ["Infinity", undefined],
    ['"1"', undefined],
  ],
  BOOLEAN: [
    ["true", "true"],
    ["false", "false"],
    ["1", undefined],
    ['"true"', undefined],
  ],
  TIMESTAMP: [
    ['"2026-11-27T10:00:00.123Z"', "2026-11-27 10:00:00.123"],
    ['"1969-12-31T23:59:59Z"', "1969-12-31 23:59:59"],
    ['"+010000-01-01T00:00:00.000Z"', undefined],
    ['"2026-02-30T00:00:00Z"', undefined],
    ['"yesterday"', undefined],
    ["1764237600", undefined],
  ],
  DATE: [
    ['"1980-05-04T00:00:00.000Z"', "1980-05-04"],
    ['"1980-05-04T00:00:00.001Z"', undefined],
    ['"1980-05-04"', undefined],
  ],
  [TEXT]: [
    ['"a\\nb \\"c\\" \\\\u0000"', 'a\nb "c" \\u0000'],
    ['""', ""],
    ["12.50", "12.50"],
    ["true", "true"],
    ['"null"', "null"],
    ['"a\\u0000"', undefined],
    ['{"a":1}', undefined],
    ["[]", undefined],
  ],
  SUPER: [
    ['{"a":[1.10,9007199254740993]}', '{"a":[1.10,9007199254740993]}'],
    ['"x"', '"x"'],
    ['{"a":"\\u0000"}', undefined],
    ["{", undefined],
  ],
};

describe("A typed file", function () {
  this.timeout(60_000);
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "clearwell-typed-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  for (const [type, values] of Object.entries(VALUES))
    it(`has a value of ${type} exactly as it is, or there is no file`, async () => {
      for (const [json, arrives] of values) {
        const { unfit, written } = await write(type as RedshiftType, json);
        expect(unfit, json).to.deep.equal(arrives === undefined ? [{ field: "Field", rows: 1 }] : []);
        if (arrives !== undefined) expect(written, json).to.equal(arrives);
      }
    });

  it("has null and a missing value as NULL, whatever the type", async () => {
    for (const type of Object.keys(VALUES) as RedshiftType[])
      for (const json of ["null", null]) expect(await write(type, json)).to.deep.equal({ unfit: [], written: null });
  });

  it("has every decimal as JavaScript or MongoDB writes it, if the type has room for its digits, and otherwise none", async () => {
    const digits = (max: number) => fc.stringMatching(new RegExp(`^[0-9]{1,${max}}$`));
    await fc.assert(
      fc.asyncProperty(digits(14), digits(4), fc.boolean(), async (before, after, isNegative) => {
        const whole = before.replace(/^0+(?=\d)/, "");
        const text = `${isNegative ? "-" : ""}${whole}.${after}`;
        const hasRoom = whole.length <= 10 && after.replace(/0+$/, "").length <= 2;
        const { unfit, written } = await write("DECIMAL(12,2)", text);
        expect(unfit.length === 0, text).to.equal(hasRoom);
        if (hasRoom) expect(Number(written)).to.equal(Number(text));
      }),
      { numRuns: 30 },
    );
  });

  it("refuses a text that is a byte too long", async () => {
    expect((await write(TEXT, JSON.stringify("é".repeat(32_768)))).unfit).to.have.length(1);
    expect((await write(TEXT, JSON.stringify(`${"é".repeat(32_767)}a`))).unfit).to.deep.equal([]);
    expect((await write("SUPER", JSON.stringify("a".repeat(65_534)))).unfit).to.have.length(1);
  });

  it("says if a listed field has values and no column", async () => {
    const raw = await rawFile(["Field", "other"], ['"a"', '"b"']);
    const typed = join(folder, "typed.parquet");
    const columns = [{ field: "Field", column: "field", type: TEXT, since: 1 } as const];
    expect((await writeTyped({ raw, typed }, { columns }, new Set(["Field", "other"]))).unregistered).to.deep.equal([
      "other",
    ]);
    expect((await writeTyped({ raw, typed }, { columns }, new Set(["Field"]))).unregistered, "unlisted").to.deep.equal(
      [],
    );
    const described = await runDuck(`DESCRIBE SELECT * FROM read_parquet(${literal(typed)})`);
    expect(described.map(({ column_name }) => column_name)).to.deep.equal([
      "_id",
      "_op",
      "_cluster_time",
      "_ordinal",
      "field",
    ]);
  });

  async function rawFile(names: readonly string[], texts: readonly (string | null)[]): Promise<string> {
    const raw = new RawFile(
      join(folder, "raw.parquet"),
      names.map((name) => ({ name })),
    );
    writeTexts(raw.texts, texts);
    raw.add("1", "c", new Date(0));
    await raw.finish();
    return raw.path;
  }

  async function write(type: RedshiftType, json: string | null) {
    const raw = await rawFile(["Field"], [json]);
    const typed = join(folder, "typed.parquet");
    const columns = [{ field: "Field", column: "field", type, since: 1 }];
    const { unfit } = await writeTyped({ raw, typed }, { columns }, new Set(["Field"]));
    if (unfit.length > 0) return { unfit, written: undefined };
    const [row] = await runDuck(`SELECT field::VARCHAR AS written FROM read_parquet(${literal(typed)})`);
    return { unfit, written: row?.written };
  }
});
