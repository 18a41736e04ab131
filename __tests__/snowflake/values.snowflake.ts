import { expect } from "chai";
import type { Contract } from "../../contracts/contract.ts";
import type { Scalar } from "../../contracts/field.ts";
import { type SnowflakeEnvironment, startEnvironment } from "./environment.ts";

const TYPES = ["text", "integer", "number", "decimal(12,2)", "boolean", "date", "timestamp"] as const;

/** A column of each type, the same in an object and in an array's elements. */
const fields = Object.fromEntries(TYPES.map((type) => [nameOf(type), type]));
const CONTRACT: Contract = {
  ...fields,
  cell: fields,
  array_items: { ...fields, codes: [{ code: true }] },
  array_tags: "json",
};

const LOAD = "values/LOAD00000001.1f0c9a3e.json.gz";
const AT = "2026-02-22 10:15:00.000000";

/** What a cell's text becomes. NULL, undefined here, is counted by the check. */
const TEXTS: readonly (readonly [Scalar, string, unknown])[] = [
  ["text", "Ünïcode", "Ünïcode"],
  ["text", "", ""],
  ["integer", "42", "42"],
  ["integer", "-7", "-7"],
  ["integer", "+4.0000000000000000e+00", "4"],
  ["integer", "9007199254740993", "9007199254740993"],
  ["integer", "5.7", undefined],
  ["integer", "many", undefined],
  ["integer", "", undefined],
  ["number", "+5.0656000000000000e+05", 506_560],
  ["number", "1e3", 1000],
  ["number", "x", undefined],
  ["decimal(12,2)", "+2.0899000000000001e+02", 208.99],
  ["decimal(12,2)", "12345678901.00", undefined],
  ["boolean", "true", true],
  ["boolean", "0", false],
  ["boolean", "perhaps", undefined],
  ["date", "1942-01-23", "1942-01-23"],
  ["date", "1942-01-23 00:00:00", "1942-01-23"],
  ["date", "1641049900", "2022-01-01"],
  ["date", "-880243200000", "1942-02-09"],
  ["date", "13046400000", "1970-06-01"],
  ["date", "4102444799", "2099-12-31"],
  ["date", "20240131", undefined],
  ["date", "2024-02-31", undefined],
  ["timestamp", "2025-08-23 04:00:00.000", "2025-08-23T04:00:00"],
  ["timestamp", "2025-08-23T04:00:00Z", "2025-08-23T04:00:00"],
  ["timestamp", "2025-08-23T04:00:00+02:00", "2025-08-23T02:00:00"],
  ["timestamp", "1641049900", "2022-01-01T15:11:40"],
  ["timestamp", "1641049900000", "2022-01-01T15:11:40"],
  ["timestamp", "99999999999999999999", undefined],
  ["timestamp", "soon", undefined],
];

/** What a value inside a cell becomes: text, JSON or Extended JSON. */
const VALUES: readonly (readonly [Scalar, unknown, unknown])[] = [
  ["text", { $oid: "22374dd25fdb3fddf8c0b518" }, "22374dd25fdb3fddf8c0b518"],
  ["text", { $numberLong: "9007199254740993" }, "9007199254740993"],
  ["text", 17, "17"],
  ["integer", 17, "17"],
  ["integer", { $numberInt: "17" }, "17"],
  ["integer", { $numberLong: "9007199254740993" }, "9007199254740993"],
  ["number", { $numberDouble: "1.5" }, 1.5],
  ["decimal(12,2)", { $numberDecimal: "9.90" }, 9.9],
  ["decimal(12,2)", 5.9, 5.9],
  ["boolean", true, true],
  ["date", { $date: 31_536_000_000 }, "1971-01-01"],
  ["timestamp", { $date: 1_744_675_200_000 }, "2025-04-15T00:00:00"],
  ["timestamp", { $date: { $numberLong: "1744675200000" } }, "2025-04-15T00:00:00"],
  ["timestamp", { $date: "2022-01-01T15:11:40Z" }, "2022-01-01T15:11:40"],
  ["timestamp", { $numberLong: "1744675200000" }, undefined],
  ["integer", null, null],
  ["timestamp", null, null],
];

describe("A value in Snowflake's views", () => {
  let snowflake: SnowflakeEnvironment;

  before(async () => {
    snowflake = await startEnvironment();
    await snowflake.apply({ values: CONTRACT });
  });
  after(() => snowflake.stop());
  beforeEach(() => snowflake.query("DELETE FROM landing.values_"));

  /** Documents with these columns, in landing. */
  async function land(documents: readonly object[]): Promise<void> {
    const rows = documents.map((each, at) => ({ oid__id: key(at), dms_replicated_at: AT, Op: "I", ...each }));
    await snowflake.put(LOAD.replace("1f0c9a3e", `0000000${files++}`), rows);
    await snowflake.load("values");
  }
  let files = 0;

  it("has its type, from the text of a cell as DMS writes it", async () => {
    await land(TEXTS.map(([type, text]) => ({ [nameOf(type)]: text })));
    const rows = await snowflake.query(select("values_", ""));
    const got = TEXTS.map(([type, text], at) => [type, text, plain(type, rows[at]?.[nameOf(type)])]);
    expect(got).to.deep.equal(TEXTS.map(([type, text, value]) => [type, text, value ?? null]));
  });

  it("has its type inside an object and inside an array, from text and from Extended JSON", async () => {
    const values = [...TEXTS.filter(([, , value]) => value !== undefined), ...VALUES];
    await land(
      values.map(([type, value]) => ({ cell: { [nameOf(type)]: value }, array_items: [{ [nameOf(type)]: value }] })),
    );
    const expected = values.map(([type, value, typed]) => [type, value, typed ?? null]);
    for (const [view, prefix] of [
      ["values_", "cell_"],
      ["values_items", ""],
    ] as const) {
      const rows = await snowflake.query(select(view, prefix));
      const got = values.map(([type, value], at) => [type, value, plain(type, rows[at]?.[nameOf(type)])]);
      expect(got, view).to.deep.equal(expected);
    }
  });

  it("is counted if it is there and does not fit", async () => {
    await land(TEXTS.map(([type, text]) => ({ [nameOf(type)]: text })));
    for (const type of TYPES.filter((each) => each !== "text")) {
      const wrong = TEXTS.filter(([each, , value]) => each === type && value === undefined).length;
      expect(await found(nameOf(type), "not of its type"), type).to.equal(wrong);
    }
    expect(await found(nameOf("timestamp"), "time as text")).to.equal(3);
    expect(await found(nameOf("timestamp"), "time in seconds")).to.equal(1);
    expect(await found(nameOf("timestamp"), "time in milliseconds")).to.equal(1);
  });

  it("is counted if it is an array where the contract says object, and something else where it says array", async () => {
    await land([
      { cell: [{ f_text: "x" }], array_items: [{ codes: [{ code: "a" }] }] },
      { cell: { f_text: "x" }, array_items: { f_text: "no array" } },
      { cell: null, array_items: null },
      { cell: "text", array_items: [{ codes: { code: "no array" } }, { codes: [] }] },
      {},
    ]);
    expect(await found("cell", "array instead of an object")).to.equal(1);
    expect(await found("array_items", "no array")).to.equal(1);
    expect(await found("array_items.codes", "no array")).to.equal(1);
    const elements = await snowflake.query("SELECT COUNT(*) AS n FROM analytics.values_items");
    expect(elements).to.deep.equal([{ N: 3 }]);
  });

  it("is counted if it is an element that is no object where the contract says an array of objects", async () => {
    await land([{ array_items: ["text", [{ f_text: "x" }], null, { codes: [7, { code: "a" }] }] }]);
    expect(await found("array_items", "element that is no object")).to.equal(2);
    expect(await found("array_items.codes", "element that is no object")).to.equal(1);
  });

  it("has the place of its element in each array around it", async () => {
    await land([{ array_items: [{ codes: [] }, { codes: [{ code: "a" }, { code: "b" }] }] }]);
    const rows = await snowflake.query(
      "SELECT _items_position, _items_codes_position, code FROM analytics.values_items_codes ORDER BY 1, 2",
    );
    expect(rows.map((row) => Object.values(row))).to.deep.equal([
      [1, 0, "a"],
      [1, 1, "b"],
    ]);
  });

  it("that is kept whole stays as it is", async () => {
    await land([{ array_tags: ["a", { b: [1] }] }]);
    expect(await snowflake.query("SELECT array_tags FROM analytics.values_")).to.deep.equal([
      { ARRAY_TAGS: ["a", { b: [1] }] },
    ]);
  });

  it("may repeat a key, if it is kept whole", async () => {
    await snowflake.put(LOAD.replace("1f0c9a3e", "99999999"), [
      `{"array_tags":{"a":1,"a":2},"oid__id":"x","dms_replicated_at":"${AT}","Op":"I"}`,
    ]);
    await snowflake.load("values");
    expect(await snowflake.query("SELECT COUNT(*) AS n FROM analytics.values_")).to.deep.equal([{ N: 1 }]);
  });

  async function found(field: string, finding: string): Promise<unknown> {
    const rows = await snowflake.query(
      `SELECT found FROM checks.values_ WHERE field = '${field}' AND finding = '${finding}'`,
    );
    expect(rows, `${field}: ${finding}`).to.have.length(1);
    return rows[0]?.FOUND;
  }
});

function nameOf(type: Scalar): string {
  return `f_${type.replace(/\W/g, "_")}`;
}

/** Keys in the order of the documents. */
function key(at: number): string {
  return String(at).padStart(4, "0");
}

/** Integers as text, because JavaScript's numbers end at 2 to the power of 53. */
function select(view: string, prefix: string): string {
  const columns = TYPES.map(
    (type) => `${prefix}${nameOf(type)}${type === "integer" ? "::VARCHAR" : ""} AS "${nameOf(type)}"`,
  );
  return `SELECT ${columns.join(", ")} FROM analytics.${view} ORDER BY oid__id`;
}

/** The driver gives dates and times as Date. */
function plain(type: Scalar, value: unknown): unknown {
  return value instanceof Date ? value.toISOString().slice(0, type === "date" ? 10 : 19) : value;
}
