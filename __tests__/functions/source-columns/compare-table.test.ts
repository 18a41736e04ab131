import { expect } from "chai";
import { phi } from "../../../contracts/field.ts";
import { listedTablesOf } from "../../../contracts/listed-tables-of.ts";
import { table } from "../../../contracts/table.ts";
import { readTables as readMysql } from "../../../functions/shared/source/mysql/read-tables.ts";
import type { SeenTable } from "../../../functions/shared/source/seen-table.ts";
import { compareTable, unlistedColumns } from "../../../functions/source-columns/compare-table.ts";
import { readTables as readPostgres } from "../../../functions/source-columns/postgres/read-tables.ts";

const SOURCES = listedTablesOf({
  it: {
    engine: "mysql",
    tables: {
      visits: table({
        key: ["id"],
        lob: { remarks: { maxKb: 64 } },
        columns: { id: "integer", at: "timestamp", price: "decimal(12,2)", remarks: phi("free_text"), paid: "boolean" },
      }),
    },
  },
});
const [LISTED] = Object.values(SOURCES.it ?? {});
if (LISTED === undefined) throw new Error("not listed");
const listed = LISTED;

/** What MySQL 8.4 answers to the two questions. */
const MYSQL = [
  [
    { t: "visits", c: "id", type: "bigint", shown: "bigint unsigned", digits: 20, scale: 0 },
    { t: "visits", c: "at", type: "datetime", shown: "datetime(6)", digits: null, scale: null },
    { t: "visits", c: "price", type: "decimal", shown: "decimal(12,2)", digits: 12, scale: 2 },
    { t: "visits", c: "remarks", type: "mediumtext", shown: "mediumtext", digits: null, scale: null },
    { t: "visits", c: "paid", type: "tinyint", shown: "tinyint(1)", digits: 3, scale: 0 },
    { t: "visits", c: "card", type: "varchar", shown: "varchar(20)", digits: null, scale: null },
  ],
  [{ t: "visits", c: "id" }],
];

/** What PostgreSQL 15 answers. */
const POSTGRES = [
  [
    { t: "visits", c: "id", shown: "bigint", type: "int8", category: "N", modifier: -1 },
    { t: "visits", c: "at", shown: "timestamp with time zone", type: "timestamptz", category: "D", modifier: -1 },
    { t: "visits", c: "price", shown: "numeric(12,2)", type: "numeric", category: "N", modifier: 786_438 },
    { t: "visits", c: "remarks", shown: "text", type: "text", category: "S", modifier: -1 },
    { t: "visits", c: "paid", shown: "boolean", type: "bool", category: "B", modifier: -1 },
    { t: "visits", c: "card", shown: "character varying(20)", type: "varchar", category: "S", modifier: 24 },
  ],
  [{ t: "visits", c: "id" }],
];

/** Answers a question after the other with what was recorded. */
function recorded(answers: readonly (readonly object[])[]) {
  const rest = [...answers];
  return () => Promise.resolve((rest.shift() ?? []) as Record<string, unknown>[]);
}

describe("A table of a source, compared with its contract", () => {
  const seen: { mysql?: SeenTable; postgres?: SeenTable } = {};
  before(async () => {
    const mysql = (await readMysql(recorded(MYSQL), "it", ["visits"])).get("visits");
    const postgres = (await readPostgres(recorded(POSTGRES), "public", ["visits"])).get("visits");
    if (mysql && postgres) Object.assign(seen, { mysql, postgres });
  });
  const compared = (it: SeenTable | undefined) => compareTable("it/visits", listed, it).map(({ code }) => code);
  const without = (name: string): SeenTable => {
    const columns = new Map(seen.mysql?.columns);
    columns.delete(name);
    return { columns, key: ["id"] };
  };

  it("has no findings if it has each column, of a type that fits, and the key", () => {
    expect(compared(seen.mysql)).to.deep.equal([]);
    expect(compared(seen.postgres)).to.deep.equal([]);
  });

  it("names the columns that are not listed, which is no finding", () => {
    expect(unlistedColumns(listed, seen.mysql)).to.deep.equal(["card"]);
    expect(unlistedColumns(listed, undefined)).to.deep.equal([]);
  });

  it("says in which table and column something differs, what, and what to do", () => {
    expect(compareTable("it/visits", listed, without("price"))).to.deep.equal([
      {
        code: "COLUMN_ABSENT",
        where: "it/visits.price",
        problem: "listed, and not in the source",
        remedy:
          "Spell the column as the source does, or remove it from the contract; the warehouse keeps what it has loaded.",
      },
    ]);
  });

  it("takes a table of another case for another table, as DMS does", async () => {
    const renamed = MYSQL.map((rows) => rows.map((row) => ({ ...row, t: "Visits" })));
    expect((await readMysql(recorded(renamed), "it", ["visits"])).size).to.equal(0);
  });

  it("has the same key in another order", () => {
    const both = { ...listed, key: ["id", "at"] };
    const columns = seen.mysql?.columns ?? new Map();
    expect(compareTable("it/visits", both, { columns, key: ["at", "id"] })).to.deep.equal([]);
    expect(compareTable("it/visits", both, { columns, key: ["at"] }).map(({ code }) => code)).to.deep.equal([
      "KEY_DIFFERS",
    ]);
  });

  it("has another key if the source's has one column more, or one less", () => {
    const columns = seen.mysql?.columns ?? new Map();
    const codes = (key: readonly string[]) =>
      compareTable("it/visits", listed, { columns, key }).map(({ code }) => code);
    expect(codes(["id", "at"])).to.deep.equal(["KEY_DIFFERS"]);
    expect(codes([])).to.deep.equal(["KEY_DIFFERS"]);
    expect(codes(["id"])).to.deep.equal([]);
  });

  it("shows a name that somebody else chose on one line, in ASCII", () => {
    const columns = new Map([
      ...(seen.mysql?.columns ?? []),
      ["e\u0301\n\u001b[2Jx", { type: "int", kind: "text", isLob: false }],
    ]);
    const strange = { columns, key: ["id"] } as SeenTable;
    expect(unlistedColumns(listed, strange)).to.deep.equal(["card", "e\\u{301}\\u{a}\\u{1b}[2Jx"]);
  });
});
